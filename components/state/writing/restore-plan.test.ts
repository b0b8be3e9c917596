import { expect, test } from "vitest";
import { type AllScopes, emptyScopeState, type JsonObject, type Scope, scopes } from "@/lib/model";
import { moveOn, planRestore, toRestoreWrite } from "./restore-plan";

function stateOf(data: Partial<Record<Scope, JsonObject>>, eTag: string | null = null): AllScopes {
  const scope = (name: Scope) => (data[name] ? { ...emptyScopeState, data: data[name], eTag } : emptyScopeState);
  return { user: scope("user"), conversation: scope("conversation"), private: scope("private"), dialog: scope("dialog") };
}

const now = stateOf({ user: { name: "Bo", diet: "vegan" }, private: { budget: 900 } }, "now");
const then = stateOf({ user: { name: "Ann" }, conversation: { trip: "Lisbon" } });

test("a restore is told scope by scope, from what is stored now to what was then", () => {
  expect(planRestore(now, then)).toEqual([
    {
      scope: "user",
      changes: [
        { path: "/name", kind: "changed", before: "Bo", after: "Ann" },
        { path: "/diet", kind: "removed", before: "vegan" },
      ],
    },
    { scope: "conversation", changes: [{ path: "/trip", kind: "added", after: "Lisbon" }] },
    { scope: "private", changes: [{ path: "/budget", kind: "removed", before: 900 }] },
    { scope: "dialog", changes: [] },
  ]);
});

test("the write of a restore names its moment and carries the eTags that were shown", () => {
  const write = toRestoreWrite({ now, then, chosen: ["user", "private"], moment: { turn: 3 }, happened: "turn 3" });
  expect(write).toEqual({
    kind: "restore",
    done: "Restored user and private state to turn 3",
    moment: { turn: 3 },
    scopes: {
      user: { data: { name: "Ann" }, base: { data: { name: "Bo", diet: "vegan" }, eTag: "now" } },
      private: { data: null, base: { data: { budget: 900 }, eTag: "now" } },
    },
  });
});

test("what was written meanwhile is taken over, and named where it made a difference", () => {
  const { user, private: own } = stateOf({ user: { name: "Cleo" }, private: { budget: 900 } }, "later");
  const moved = moveOn(now, { user, private: own });
  expect(moved.moved).toEqual(["user"]);
  expect(moved.now.private.eTag).toBe("later");
  expect(scopes.filter((scope) => moved.now[scope] === now[scope])).toEqual(["conversation", "dialog"]);
});
