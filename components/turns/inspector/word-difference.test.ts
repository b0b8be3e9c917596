import fc from "fast-check";
import { expect, test } from "vitest";
import { differenceByWords } from "./word-difference";

const sentence = "We leave on Friday morning and come back on the Sunday after.";

test("a long text that changed in one word is told by that word", () => {
  const parts = differenceByWords(sentence, sentence.replace("Friday", "Saturday"));
  expect(parts?.filter(({ kind }) => kind !== "same")).toEqual([
    { kind: "removed", text: "Friday" },
    { kind: "added", text: "Saturday" },
  ]);
});

test.each([
  ["short texts", "red", "blue"],
  ["values that are not text", sentence, 5],
  ["texts that share nothing", "a".repeat(60), "b".repeat(60)],
])("%s are not compared by words", (_, before, after) => {
  expect(differenceByWords(before, after)).toBe(null);
});

test("leaving out what was removed gives the later text, leaving out what was added the earlier one", () => {
  const words = fc
    .array(fc.constantFrom("to", "Lisbon", "in", "May,", "please", "\n", "🙂"), { maxLength: 30 })
    .map((list) => list.join(" "));
  fc.assert(
    fc.property(words, words, (before, after) => {
      const parts = differenceByWords(before, after);
      if (parts === null) return;
      const without = (kind: string) => parts.filter((part) => part.kind !== kind).map(({ text }) => text);
      expect(without("removed").join("")).toBe(after);
      expect(without("added").join("")).toBe(before);
    }),
  );
});
