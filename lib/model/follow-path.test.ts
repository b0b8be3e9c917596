import fc from "fast-check";
import { expect, test } from "vitest";
import { followPath } from "./follow-path";
import type { JsonValue } from "./json";
import { getAtPath } from "./pointer";

const options = fc.uniqueArray(fc.record({ id: fc.nat(12), votes: fc.nat(3) }), { selector: ({ id }) => id, maxLength: 8 });

test("an item that carries an id is followed wherever it stood, and nowhere else", () => {
  fc.assert(
    fc.property(options, options, (later, earlier) => {
      later.forEach(({ id }, index) => {
        const path = followPath({ list: later }, { list: earlier }, ["list", String(index), "votes"]);
        const before = earlier.find((option) => option.id === id);
        expect(path && getAtPath({ list: earlier }, path)).toBe(before?.votes ?? null);
      });
    }),
  );
});

const cases: [string, JsonValue, JsonValue, string[], string[] | null][] = [
  ["a name stays a name", { a: { b: 1 } }, { a: { b: 2 } }, ["a", "b"], ["a", "b"]],
  ["what was not there is nowhere", { a: { b: 1 } }, { a: {} }, ["a", "b"], null],
  ["an array that was something else is nowhere", { a: [1] }, { a: "one" }, ["a", "0"], null],
  ["after what was put in front, plain items keep their place from the end", ["new", "x", "y"], ["x", "y"], ["2"], ["1"]],
  ["what was put in front was nowhere", ["new", "x", "y"], ["x", "y"], ["0"], null],
  ["a plain item that changed is told by its place", ["x", "now", "y"], ["x", "then", "y"], ["1"], ["1"]],
  ["nothing is inherited", { a: 1 }, {}, ["toString"], null],
];

test.each(cases)("%s", (_, later, earlier, path, expected) => {
  expect(followPath(later, earlier, path)).toEqual(expected);
});
