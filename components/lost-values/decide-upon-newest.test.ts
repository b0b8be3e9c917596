import { afterEach, expect, test, vi } from "vitest";
import type { LostValue } from "@/lib/model";
import { decideUponNewest } from "./decide-upon-newest";

const lost: LostValue = {
  id: "l-1",
  turn: 2,
  writeSeq: 9,
  isLate: false,
  scope: "user",
  userId: "u-ann",
  key: "emulator/users/u-ann/",
  path: "/city",
  written: "Rome",
  overwritten: "Oslo",
  current: "Rome",
  overwrittenBy: { kind: "tester", name: "Ann" },
  isAsked: true,
  decision: null,
  eTag: "old",
};
const stale = { type: "about:blank", title: "stale", status: 412, code: "stale_etag", detail: "It changed." };
const decide = () => decideUponNewest({ conversationId: "c", lost, keep: "overwritten", by: "Ann" });

/** Answers decisions upon `eTag` alone; what it lists is `listed`. Gives the eTags that decisions came with. */
function serve(eTag: string, listed: LostValue): unknown[] {
  const asked: unknown[] = [];
  vi.stubGlobal("fetch", async (_url: string, { method, body }: RequestInit) => {
    if (method !== "POST") return Response.json({ lostValues: [listed], openClashes: 1 });
    const wanted: { eTag: unknown } = JSON.parse(String(body));
    asked.push(wanted.eTag);
    return wanted.eTag === eTag ? Response.json({ ...listed, current: "Oslo" }) : Response.json(stale, { status: 412 });
  });
  return asked;
}

afterEach(() => vi.unstubAllGlobals());

test("an item that changed elsewhere asks nobody again", async () => {
  const asked = serve("new", { ...lost, eTag: "new" });
  expect(await decide()).toMatchObject({ current: "Oslo" });
  expect(asked).toEqual(["old", "new"]);
});

test("a place that changed since it was shown is left alone, and that is told", async () => {
  const asked = serve("new", { ...lost, eTag: "new", current: "Bern" });
  await expect(decide()).rejects.toMatchObject({ code: "stale_etag" });
  expect(asked).toEqual(["old"]);
});

test("a decision of somebody else is not decided over unseen", async () => {
  const asked = serve("new", { ...lost, eTag: "new", decision: { keep: "bot", by: "Kim", at: "" } });
  await expect(decide()).rejects.toMatchObject({ code: "stale_etag" });
  expect(asked).toEqual(["old"]);
});
