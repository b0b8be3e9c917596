import { expect, test } from "vitest";
import { type AllScopes, emptyScopeState, scopes } from "@/lib/model";
import { planReset, toResetWrite } from "./reset-plan";

const state: AllScopes = {
  user: { ...emptyScopeState, data: { profile: { name: "Ann", city: "Ghent" }, visits: 3 }, eTag: "u1", bytes: 52 },
  conversation: emptyScopeState,
  private: emptyScopeState,
  dialog: { ...emptyScopeState, data: { dialogStack: [{ id: "trip", state: { stepIndex: 1, values: {} } }] }, eTag: "c1", bytes: 66 },
};

test("the plan lists each property that goes with its values and bytes, and what stays", () => {
  const plan = planReset(state, ["user"]);
  expect(plan.goes).toEqual([
    {
      scope: "user",
      bytes: 52,
      values: 3,
      dialogs: [],
      properties: [
        { name: "profile", values: 2, bytes: 29 },
        { name: "visits", values: 1, bytes: 1 },
      ],
    },
  ]);
  expect(plan.stays.map(({ scope }) => scope)).toEqual(["conversation", "private", "dialog"]);
  expect(plan.stays[2]?.dialogs).toEqual(["trip"]);
});

test("one write resets all that holds anything, with the eTags that were shown", () => {
  const write = toResetWrite(state, scopes);
  expect(write?.done).toBe("Reset all state");
  expect(write?.scopes).toEqual({
    user: { data: null, base: { data: state.user.data, eTag: "u1" } },
    dialog: { data: null, base: { data: state.dialog.data, eTag: "c1" } },
  });
  expect(toResetWrite(state, ["private"])).toBe(null);
});
