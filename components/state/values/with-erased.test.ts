import { expect, test } from "vitest";
import type { ErasedPlace, JsonObject } from "@/lib/model";
import { isErasedValue, withErased } from "./with-erased";

const at = "2026-11-21T12:00:00.000Z";
const place = (path: string, erasedBy?: string): ErasedPlace => ({
  scope: "conversation",
  path,
  at,
  version: 1,
  ...(erasedBy && { erasedBy }),
});
const leaf = (data: JsonObject | null, name: string) => data?.[name] as { $erased: string };

test("what was erased is marked where it stood, with the day, and the case where it is known", () => {
  const marked = withErased({ profile: { age: 4 } }, [place("/profile/name", "DS-2026-0001"), place("/last")]);
  expect(marked).toMatchObject({ profile: { age: 4, name: { $erased: expect.stringMatching(/^erased on .*2026 · DS-2026-0001$/) } } });
  expect(leaf(marked, "last").$erased).toMatch(/^erased on [^·]*2026$/);
});

test("what still stands there stays, since only a part of it may have gone", () => {
  const data = { said: "[erased] was here", wishes: ["b"] };
  expect(withErased(data, [place("/said")])).toEqual(data);
});

test("an item of a list that became shorter stands at its end, and a name that is data has none", () => {
  const marked = withErased({ wishes: ["b"], members: { bo: 1 } }, [place("/wishes/[]"), place("/members/{}")]);
  const { wishes, members } = marked as unknown as { wishes: unknown[]; members: object };
  expect(isErasedValue(wishes[1])).toBe(true);
  expect(Object.keys(members)).toEqual(["bo", "(a name)"]);
});

test("data of which nothing was erased is the same object, and a whole scope that is gone stays empty", () => {
  const data = { a: 1 };
  expect(withErased(data, [])).toBe(data);
  expect(withErased(null, [place("")])).toBeNull();
});
