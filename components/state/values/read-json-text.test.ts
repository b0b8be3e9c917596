import fc from "fast-check";
import { expect, test } from "vitest";
import { lineAndColumn, readJsonText } from "./read-json-text";

test("whatever JSON.stringify writes for an object is read as JSON.parse reads it", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.constantFrom(0, 2, "\t"), (data, indent) => {
      const text = JSON.stringify(data, null, indent);
      const result = readJsonText(text);
      expect(result.fault).toBe(null);
      expect(JSON.stringify(result.data)).toBe(JSON.stringify(JSON.parse(text)));
    }),
  );
});

test("text that JSON.parse refuses is refused, with a place inside the text", () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 2 }), fc.nat(), fc.constantFrom("", ",", '"', "}", "]", "x", "\n"), (json, place, insert) => {
      const text = `{"a":${json}}`;
      const at = place % text.length;
      const broken = text.slice(0, at) + insert + text.slice(at + 1);
      const result = readJsonText(broken);
      if (result.fault === null) expect(JSON.parse(broken)).toEqual(result.data);
      else {
        expect(result.fault.from).toBeLessThanOrEqual(result.fault.to);
        expect(result.fault.to).toBeLessThanOrEqual(broken.length);
      }
    }),
    { numRuns: 500 },
  );
});

test("__proto__ is a property like any other", () => {
  const result = readJsonText(`{"__proto__": {"a": 1}}`);
  expect(JSON.stringify(result.data)).toBe(`{"__proto__":{"a":1}}`);
});

test.each([
  ["", "The text is empty", 0],
  ["[1]", "A scope is an object", 0],
  ['"a"', "A scope is an object", 0],
  ["{} x", "something after the end", 3],
  ['{"a":1,"a":2}', 'The property "a" is there twice', 7],
  ['{"a":{"b":1,"\\u0062":2}}', 'The property "b" is there twice', 12],
  ['{"a":1,}', "a comma too many", 6],
  ['{"a":[1 2]}', "A comma or ] is missing", 8],
  ['{"a" 1}', 'A colon is missing after "a"', 5],
  ['{"a":', "A value is missing", 5],
  ['{"a":1', "The } that closes this is missing", 0],
  ["{", "The } that closes this is missing", 0],
  ["{a:1}", "The name of a property", 1],
  ["{'a':1}", "The name of a property", 1],
  [`{"a":'b'}`, "double quotes", 5],
  ['{"a":tru}', "no value in JSON", 5],
  ['{"a":NaN}', "no value in JSON", 5],
  ['{"a":01}', "01 is not a number", 5],
  ['{"a":1e999}', "too large", 5],
  ['{"a":"x\n"}', "double quote that ends", 5],
  ['{"a":"\\q"}', "escape that JSON does not know", 5],
  [`{"a":${"[".repeat(300)}`, "levels deep", 204],
])("%j is refused with a sentence and its place", (text, sentence, from) => {
  const { fault } = readJsonText(text);
  expect(fault?.sentence).toContain(sentence);
  expect(fault?.from).toBe(from);
});

test("a place is told as line and column", () => {
  expect(lineAndColumn('{\n  "a": x\n}', 9)).toEqual({ line: 2, column: 8 });
});
