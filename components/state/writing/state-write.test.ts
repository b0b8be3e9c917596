import { expect, test } from "vitest";
import { type AllScopes, emptyScopeState, type JsonObject, type ScopeState } from "@/lib/model";
import { readStale } from "./state-actions";
import { nameScopes, rebase, type StateWrite, scopesInConflict, toInput, toUndo } from "./state-write";

const stored = (data: JsonObject | null, eTag: string | null): ScopeState => ({ ...emptyScopeState, data, eTag });
const edit: StateWrite = {
  kind: "edit",
  done: "Edited user state",
  scopes: { user: { data: { name: "Bo" }, base: { data: { name: "Ann" }, eTag: "e1" } } },
};

test("a write sends the eTag that was read", () => {
  expect(toInput(edit)).toEqual({ kind: "edit", scopes: { user: { data: { name: "Bo" }, eTag: "e1" } } });
});

test("a new eTag over the same value is no conflict, a new value is", () => {
  expect(scopesInConflict(edit, { user: stored({ name: "Ann" }, "e2") })).toEqual([]);
  expect(scopesInConflict(edit, { user: stored({ name: "Cy" }, "e2") })).toEqual(["user"]);
  expect(scopesInConflict(edit, { user: stored(null, null) })).toEqual(["user"]);
  expect(toInput(rebase(edit, { user: stored({ name: "Ann" }, "e2") })).scopes.user?.eTag).toBe("e2");
});

test("an undo brings back what was read, on the condition that what was written is still there", () => {
  const empty = stored(null, null);
  const after: AllScopes = { user: stored({ name: "Bo" }, "e2"), conversation: empty, private: empty, dialog: empty };
  expect(toInput(toUndo(edit, after))).toEqual({ kind: "undo", scopes: { user: { data: { name: "Ann" }, eTag: "e2" } } });
});

test("a stale eTag is read from a problem document and from an error that carries one", () => {
  const problem = { code: "stale_etag", detail: "Changed.", current: { user: stored({ a: 1 }, "e9") } };
  expect(readStale(problem)?.user?.eTag).toBe("e9");
  expect(readStale(Object.assign(new Error("Changed."), { body: problem }))?.user?.data).toEqual({ a: 1 });
  expect(readStale(new Error("offline"))).toBe(null);
  expect(readStale({ code: "not_found", current: {} })).toBe(null);
});

test("scopes are named as people say them", () => {
  expect(nameScopes(["user"])).toBe("user state");
  expect(nameScopes(["user", "dialog"])).toBe("user and dialog state");
  expect(nameScopes(["user", "conversation", "private", "dialog"])).toBe("all state");
});
