import fc from "fast-check";
import { expect, test } from "vitest";
import { isSoughtInTexts, partFinderOf } from "./part-finder";
import { showParts } from "./shown-parts";

const regions = { phoneRegions: ["GB", "HU"] };
const replace = (text: string, { from, to }: { from: string | number; to: string }) => partFinderOf(from, regions).replace(text, to);

test.each([
  ["Write to ann@old.example.", "ann@old.example", "ann@new.example", "Write to ann@new.example."],
  ["ANN@old.example, or joann@old.example", "ann@old.example", "ann@new.example", "ann@new.example, or joann@old.example"],
  ["Anna, Ann and Ann-Marie", "Ann", "Anne", "Anna, Anne and Ann-Marie"],
  ["Kérte Nagy Éva", "Nagy Éva", "Nagy Eva", "Kérte Nagy Eva"],
  ["我认识王小明很久了", "王小明", "李小明", "我认识李小明很久了"],
  ["Call +44 20 7946 0018 at noon", "020 7946 0018", "020 7946 0199", "Call 020 7946 0199 at noon"],
  ["Order 4711204, not 47112045", 4711204, "4711205", "Order 4711205, not 47112045"],
  ["It costs $& for Ann", "Ann", "$&", "It costs $& for $&"],
])("in “%s” only what is “%s” by itself becomes “%s”", (text, from, to, after) => {
  expect(replace(text, { from, to })).toBe(after);
});

test.each([["tea"], ["red"], ["Rose"], [42], [2026], ["ok"], [true], [null]])("%s is not looked for within texts", (value) => {
  expect(isSoughtInTexts(value)).toBe(false);
});

test.each([["ann@old.example"], ["Ann"], ["Anna Smith"], ["020 7946 0018"], [4711204]])("%s is", (value) => {
  expect(isSoughtInTexts(value)).toBe(true);
});

const word = fc.constantFrom("write", "to", "Bo", "at", "noon", "10", "née", "東京", "😀", "a_b", "x@y.example", "“quoted”", "\u0301");
const sign = fc.constantFrom(" ", ", ", ".\n", " (", ") ", ": ", " – ", "\t");
const kinds = fc.constantFrom(
  { from: "ann@old.example", to: "ann.smith@new.example" },
  { from: "Katalin", to: "Anikó" },
  { from: "Katalin Kis", to: "Anikó Tóth-Nagy" },
  { from: "order-4711", to: "order-4712b" },
  { from: "+44 20 7946 0018", to: "+44 20 7946 0199" },
);

test("corrected and corrected back a text is what it was, byte for byte, where the new value was not in it before", () => {
  const pieces = fc.array(fc.tuple(fc.oneof(word, fc.constant(null)), sign), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(kinds, pieces, ({ from, to }, made) => {
      const text = made.map(([piece, end]) => (piece ?? from) + end).join("");
      const corrected = replace(text, { from, to });
      expect(corrected.split(to)).toEqual(text.split(from));
      expect(replace(corrected, { from: to, to: from })).toBe(text);
    }),
  );
});

test("what is shown of a text and what is left of it are all of it, where it is short", () => {
  const { parts, after, more } = showParts("a Ann b Ann c", partFinderOf("Ann", regions));
  expect({ parts, after, more }).toEqual({
    parts: [
      { before: "a ", part: "Ann" },
      { before: " b ", part: "Ann" },
    ],
    after: " c",
    more: 0,
  });
});

test("of a long text a little around each part is shown, without halves of characters, and how many more there are", () => {
  const smiles = "😀".repeat(100);
  const { parts, after, more } = showParts(`${smiles} Ann ${smiles}. Ann, Ann, Ann, Ann ${smiles}`, partFinderOf("Ann", regions));
  expect(more).toBe(2);
  expect(after).toBe(", ");
  const shown = parts.map(({ before }) => before);
  expect(shown[0]).toMatch(/^…(?:😀)+ $/u);
  expect(shown[1]).toMatch(/^ (?:😀)+…(?:😀)+\. $/u);
  expect(shown[2]).toBe(", ");
});
