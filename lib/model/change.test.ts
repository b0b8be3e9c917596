import { expect, test } from "vitest";
import { changeSchema, countChanges, type StateChange } from "./change";

test("changes are counted by scope and kind, and a scope without changes is absent", () => {
  const changes: StateChange[] = [
    { scope: "user", path: "/name", kind: "added", after: "Ann" },
    { scope: "user", path: "/age", kind: "changed", before: 1, after: 2 },
    { scope: "user", path: "/diet", kind: "changed", before: 1, after: 2 },
    { scope: "dialog", path: "/dialogStack/0", kind: "removed", before: {} },
  ];
  expect(countChanges(changes)).toEqual({ user: { added: 1, changed: 2, removed: 0 }, dialog: { added: 0, changed: 0, removed: 1 } });
  expect(countChanges([])).toEqual({});
});

test("a change of an unknown scope or kind is refused", () => {
  const change = { scope: "user", path: "/a", kind: "added", after: null };
  expect(changeSchema.safeParse(change).success).toBe(true);
  expect(changeSchema.safeParse({ ...change, scope: "session" }).success).toBe(false);
  expect(changeSchema.safeParse({ ...change, kind: "moved" }).success).toBe(false);
});
