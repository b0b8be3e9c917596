import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { diffValues } from "./diff";
import { isEqualJson, type JsonValue } from "./json";
import { mergeValues } from "./merge-values";

const small = fc.oneof(fc.boolean(), fc.integer({ min: 0, max: 3 }), fc.constantFrom("a", "b"));
/** Few names and values, so that sides often touch the same place. */
const value = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    small,
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom("a", "b", "c", "__proto__", "a/b", "id"), tie("value"), { maxKeys: 4 }),
  ),
})).value;
const maybe = fc.option(value, { nil: undefined });

describe("a three-way merge", () => {
  test("is ours when they changed nothing, and theirs when we changed nothing", () => {
    fc.assert(
      fc.property(maybe, maybe, (base, changed) => {
        expect(mergeValues(base, changed, base)).toEqual({ merged: changed, taken: [], clashes: [] });
        const { merged, clashes } = mergeValues(base, base, changed);
        expect(isEqualJson(merged, changed)).toBe(true);
        expect(clashes).toEqual([]);
      }),
    );
  });

  test("is what both made of it when they did the same", () => {
    fc.assert(
      fc.property(maybe, maybe, (base, changed) => {
        expect(mergeValues(base, changed, changed)).toEqual({ merged: changed, taken: [], clashes: [] });
      }),
    );
  });

  test("is the same from either side when nothing clashes, and else clashes in the same places", () => {
    fc.assert(
      fc.property(maybe, maybe, maybe, (base, one, other) => {
        const [forth, back] = [mergeValues(base, one, other), mergeValues(base, other, one)];
        expect([...forth.clashes].sort()).toEqual([...back.clashes].sort());
        if (forth.clashes.length === 0) expect(isEqualJson(forth.merged, back.merged)).toBe(true);
      }),
    );
  });

  test("differs from ours only where theirs was taken", () => {
    fc.assert(
      fc.property(maybe, maybe, maybe, (base, ours, theirs) => {
        const { merged, taken } = mergeValues(base, ours, theirs);
        for (const { path } of diffValues(ours, merged))
          expect(taken.some((place) => path === place || path.startsWith(`${place}/`))).toBe(true);
      }),
    );
  });

  test("keeps both of two changes beside each other", () => {
    const base = {
      name: "Ann",
      trip: { city: "Split", days: 3 },
      list: [
        { id: 1, n: 1 },
        { id: 2, n: 2 },
      ],
    };
    const ours = {
      name: "Bo",
      trip: { city: "Split", days: 4 },
      list: [
        { id: 1, n: 1 },
        { id: 2, n: 5 },
      ],
    };
    const theirs = {
      name: "Ann",
      trip: { city: "Rome", days: 3 },
      diet: "vegan",
      list: [
        { id: 1, n: 9 },
        { id: 2, n: 2 },
      ],
    };
    expect(mergeValues(base, ours, theirs)).toEqual({
      merged: {
        name: "Bo",
        trip: { city: "Rome", days: 4 },
        diet: "vegan",
        list: [
          { id: 1, n: 9 },
          { id: 2, n: 5 },
        ],
      },
      taken: ["/trip/city", "/list/0/n", "/diet"],
      clashes: [],
    });
  });

  test("keeps ours where both changed one place, removed or not, and names it", () => {
    expect(mergeValues({ a: 1, b: 1 }, { a: 2 }, { a: 3, b: 2 })).toEqual({ merged: { a: 2 }, taken: [], clashes: ["/a", "/b"] });
    expect(mergeValues({ a: [1] }, { a: [1, 2] }, { a: [3, 1] })).toEqual({ merged: { a: [1, 2] }, taken: [], clashes: ["/a"] });
  });
});
