import { expect, test } from "vitest";
import { type AllScopes, emptyScopeState, type ScopeState } from "@/lib/model";
import { keepSame } from "./use-steady-scopes";

const stored = (eTag: string, name: string): ScopeState => ({ ...emptyScopeState, data: { name }, eTag, bytes: name.length });
const all = (user: ScopeState, dialog: ScopeState): AllScopes => ({
  user,
  dialog,
  conversation: { ...emptyScopeState },
  private: { ...emptyScopeState },
});

test("a scope whose eTag is the same stays the same object, so that only what changed is drawn again", () => {
  const before = all(stored("u1", "Ann"), stored("c1", "a"));
  const after = keepSame(before, all(stored("u1", "Ann"), stored("c2", "b")));
  expect(after.user).toBe(before.user);
  expect(after.private).toBe(before.private);
  expect(after.dialog.data).toEqual({ name: "b" });
});

test("when nothing changed the whole stays the same object", () => {
  const before = all(stored("u1", "Ann"), stored("c1", "a"));
  expect(keepSame(before, all(stored("u1", "Ann"), stored("c1", "a")))).toBe(before);
});

test("a scope that was removed or comes new is taken over", () => {
  const [empty, filled] = [all({ ...emptyScopeState }, stored("c1", "a")), all(stored("u1", "Ann"), stored("c1", "a"))];
  expect(keepSame(empty, filled).user).toBe(filled.user);
  expect(keepSame(filled, empty).user.data).toBe(null);
});
