import { expect, test } from "vitest";
import type { HandWrite, Scope, StateChange } from "@/lib/model";
import { announceChanges, clearedInWords, countsInWords, countsText, describeWrite } from "./change-words";

const change = (scope: Scope): StateChange => ({ scope, path: "/a", kind: "added", after: 1 });

test("changes are announced by scope, the noun once", () => {
  expect(announceChanges([change("dialog"), change("user"), change("user")])).toBe("2 changes in user state, 1 in dialog state");
  expect(announceChanges([change("private")])).toBe("1 change in private state");
});

test("nothing is announced when nothing changed", () => {
  expect(announceChanges([])).toBeNull();
});

test("counts leave out what is zero", () => {
  expect(countsText({ added: 2, changed: 0, removed: 1 })).toBe("+2 −1");
  expect(countsInWords({ added: 2, changed: 1, removed: 0 })).toBe("2 added, 1 changed");
});

test("a turn that emptied scopes says which", () => {
  const cleared = { added: 0, changed: 0, removed: 2, isCleared: true };
  expect(clearedInWords({ user: { ...cleared, isCleared: false }, private: cleared, conversation: cleared })).toBe(
    "cleared conversation and private data",
  );
  expect(clearedInWords({ user: { added: 0, changed: 0, removed: 2 } })).toBeNull();
});

test("a write says who did what to which scopes", () => {
  const counts = { added: 0, changed: 1, removed: 0 };
  const write: HandWrite = { seq: 1, kind: "edit", at: "2026-11-21T09:00:00.000Z", by: "Ann", afterTurn: 3, counts: { user: counts } };
  expect(describeWrite(write, "Ann")).toBe("you edited user state");
  expect(describeWrite({ ...write, kind: "reset", counts: { user: counts, conversation: counts, dialog: counts } }, "Bo")).toBe(
    "Ann reset user, conversation and dialog state",
  );
  expect(describeWrite({ ...write, kind: "start", counts: {} }, "Bo")).toBe("Ann started with state");
});
