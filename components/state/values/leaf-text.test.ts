import fc from "fast-check";
import { expect, test } from "vitest";
import { kindOfLeaf, type LeafKind, readLeaf, toLeafText } from "./leaf-text";

test("a plain value survives being edited without a change", () => {
  const leaf = fc.oneof(fc.string(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), fc.constant(null));
  fc.assert(
    fc.property(leaf, (value) => {
      fc.pre(!Object.is(value, -0));
      fc.pre(typeof value !== "number" || !Number.isInteger(value) || Number.isSafeInteger(value) || String(value).includes("e"));
      expect(readLeaf(kindOfLeaf(value), toLeafText(value))).toEqual({ value, refusal: null });
    }),
  );
});

test.each<[LeafKind, string, unknown]>([
  ["number", " 42 ", 42],
  ["number", "-.5", -0.5],
  ["number", "1e3", 1000],
  ["boolean", "true", true],
  ["boolean", "", false],
  ["null", "anything", null],
  ["date", "2027-05-02", "2027-05-02"],
  ["date", " 2027-05-02T09:30:00+02:00 ", "2027-05-02T09:30:00+02:00"],
  ["string", "2027-05-02 ", "2027-05-02 "],
  ["object", "", {}],
  ["list", "", []],
])("as %s, %j becomes %j", (kind, text, value) => {
  expect(readLeaf(kind, text)).toEqual({ value, refusal: null });
});

test.each<[LeafKind, string]>([
  ["number", ""],
  ["number", "thirty two"],
  ["number", "0x10"],
  ["number", "Infinity"],
  ["number", "1e999"],
  ["number", "12345678901234567890"],
  ["date", "tomorrow"],
  ["date", "2027-02-30"],
  ["date", "2027-05-02T25:00"],
])("as %s, %j is refused with a sentence", (kind, text) => {
  expect(readLeaf(kind, text).refusal).toMatch(/\.$/);
});

test("text that says a day is a date, other text is text", () => {
  expect(kindOfLeaf("2027-05-02")).toBe("date");
  expect(kindOfLeaf("2027-05-02T09:30:00.000Z")).toBe("date");
  expect(kindOfLeaf("2027-13-02")).toBe("string");
  expect(kindOfLeaf("on 2027-05-02")).toBe("string");
});
