import fc from "fast-check";
import { expect, test } from "vitest";
import { jsonTextDepth, jsonValueDepth } from "./json-depth";

const limit = 200;

test.each<[string, number]>([
  ["1", 0],
  ['"[[["', 0],
  ['"\\"[["', 0],
  ['"\\\\"', 0],
  ['["\\\\", [1]]', 2],
  ["{}", 1],
  ['{"a":[{"b":1},[]]}', 3],
  ['["unclosed [[[', 1],
])("the depth of %s is %i", (text, depth) => {
  expect(jsonTextDepth(text, limit)).toBe(depth);
});

test("counting stops above the limit", () => {
  expect(jsonTextDepth("[".repeat(100_000), limit)).toBe(limit + 1);
  expect(jsonValueDepth(JSON.parse("[".repeat(100_000) + "]".repeat(100_000)), limit)).toBe(limit + 1);
});

test("text and value agree", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(jsonTextDepth(JSON.stringify(value), limit)).toBe(jsonValueDepth(value, limit));
    }),
  );
});
