import fc from "fast-check";
import { expect, test } from "vitest";
import { isEqualJson, type JsonObject, type JsonValue } from "@/lib/model";
import { type MergeChoices, planMerge, undecided } from "./merge-plan";

const value = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom<JsonValue>(1, 2, true, "a", null),
    fc.array(tie("value"), { maxLength: 2 }),
    fc.dictionary(fc.constantFrom("a", "b", "__proto__", "a/b", "id"), tie("value"), { maxKeys: 3 }),
  ),
})).value;
const scope = fc.option(
  fc.dictionary(fc.constantFrom("a", "b", "c", "__proto__", "a/b"), value, { maxKeys: 4 }) as fc.Arbitrary<JsonObject>,
);

const all = (paths: readonly string[], side: MergeChoices[string]): MergeChoices => Object.fromEntries(paths.map((path) => [path, side]));
const isSame = (one: JsonObject | null, other: JsonObject | null) => isEqualJson(one ?? undefined, other ?? undefined);

test("what each side changed by itself is kept, and where both did the tester chooses", () => {
  const base = { colour: "red", size: 1, diet: "none" };
  const plan = planMerge({ base, mine: { ...base, colour: "green", mood: "good" }, theirs: { colour: "blue", size: 3 } });
  expect(plan.places).toEqual([
    { path: "/colour", base: "red", mine: "green", theirs: "blue", changedBy: "both" },
    { path: "/mood", base: undefined, mine: "good", theirs: undefined, changedBy: "mine" },
    { path: "/size", base: 1, mine: 1, theirs: 3, changedBy: "theirs" },
    { path: "/diet", base: "none", mine: "none", theirs: undefined, changedBy: "theirs" },
  ]);
  expect(undecided(plan, {})).toEqual(["/colour"]);
  expect(undecided(plan, { "/colour": "theirs" })).toEqual([]);
  expect(plan.merge({ "/colour": "theirs" })).toEqual({ colour: "blue", mood: "good", size: 3 });
  expect(plan.merge({ "/colour": "mine" })).toEqual({ colour: "green", mood: "good", size: 3 });
});

test("a scope that one removed and the other changed clashes as a whole", () => {
  const plan = planMerge({ base: { a: 1 }, mine: null, theirs: { a: 2 } });
  expect(plan.clashes).toEqual([""]);
  expect(plan.merge({ "": "mine" })).toBe(null);
  expect(plan.merge({ "": "theirs" })).toEqual({ a: 2 });
});

test("nothing that either side changed is missing from the places", () => {
  fc.assert(
    fc.property(scope, scope, scope, (base, mine, theirs) => {
      const { places } = planMerge({ base, mine, theirs });
      if (!isSame(base, mine) || !isSame(base, theirs)) expect(places.length + Number(isSame(mine, theirs))).toBeGreaterThan(0);
    }),
  );
});

test("choosing theirs everywhere is what they would get by choosing mine everywhere", () => {
  fc.assert(
    fc.property(scope, scope, scope, (base, mine, theirs) => {
      const here = planMerge({ base, mine, theirs });
      const there = planMerge({ base, mine: theirs, theirs: mine });
      expect(isSame(here.merge(all(here.clashes, "theirs")), there.merge(all(there.clashes, "mine")))).toBe(true);
    }),
  );
});

test("a merge upon what nobody else changed is mine, whatever is chosen", () => {
  fc.assert(
    fc.property(scope, scope, (base, mine) => {
      const plan = planMerge({ base, mine, theirs: base });
      expect(plan.clashes).toEqual([]);
      expect(isSame(plan.merge({}), mine)).toBe(true);
    }),
  );
});
