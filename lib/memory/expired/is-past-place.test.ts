import { expect, test } from "vitest";
import type { Scope } from "@/lib/model";
import { isPastPlace } from "./is-past-place";

const past = (
  scope: Scope,
  { paths = [], patterns = [], isWhole = false }: { paths?: string[]; patterns?: string[]; isWhole?: boolean },
) => ({
  parts: { [scope]: { isWhole, isEarlier: false, paths: new Set(paths), patterns: new Set(patterns) } },
  people: new Set<string>(),
});

test.each([
  ["/mails/3/at", true],
  ["/mails/3/at/deeper", true],
  ["/mails", true],
  ["", true],
  ["/mails/$values/0/at", true],
  ["/mails/3/name", false],
  ["/mails/first/at", false],
  ["/city", false],
])("with /mails[]/at past its time, %j is: %s", (path, is) => {
  expect(isPastPlace({ scope: "user", path }, past("user", { patterns: ["/mails[]/at"] }))).toBe(is);
  expect(isPastPlace({ scope: "private", path }, past("user", { patterns: ["/mails[]/at"] }))).toBe(false);
});

test("keys that are data fit any key, what is folded any place below, and names with a slash only themselves", () => {
  const is = (path: string, pattern: string) => isPastPlace({ scope: "user", path }, past("user", { patterns: [pattern] }));
  expect([is("/age/bo", "/age/{}"), is("/ages/bo", "/age/{}")]).toEqual([true, false]);
  expect([is("/a/b/c/d", "/a/…"), is("/b/b/c/d", "/a/…")]).toEqual([true, false]);
  expect([is("/a~1b", "/a~1b"), is("/a/b", "/a~1b")]).toEqual([true, false]);
});

test("a dialog is looked at below the property that holds it, and a whole scope everywhere", () => {
  const stack = past("dialog", { paths: ["/DialogState/dialogStack/0/state/mail"] });
  const is = (path: string) => isPastPlace({ scope: "dialog", path }, stack);
  expect([is("/dialogStack"), is("/dialogStack/0/state/mail"), is("/dialogStack/0/state/size")]).toEqual([true, true, false]);
  expect(isPastPlace({ scope: "dialog", path: "/any" }, past("dialog", { isWhole: true }))).toBe(true);
});
