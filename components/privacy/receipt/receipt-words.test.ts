import { expect, test } from "vitest";
import { checkedWords, rareWords } from "./receipt-words";

const verification = {
  method: [],
  needles: 21,
  valuesTooCommonToSearch: 0,
  columns: 409,
  files: 1,
  forms: 1066,
  formsInOthersTexts: 0,
  hits: 0,
};

test("what was looked for and where is told with its numbers", () => {
  expect(checkedWords(verification)).toBe(
    "21 texts of theirs were looked for in 409 columns and in every byte of 1 file, whole and in halves (1,066 forms). Nothing was found.",
  );
  expect(checkedWords({ ...verification, hits: 2 })).toMatch(/2 traces were found\.$/);
});

test("what a search cannot tell is said only where there is any", () => {
  expect(rareWords(verification)).toEqual([]);
  expect(rareWords({ ...verification, valuesTooCommonToSearch: 1, formsInOthersTexts: 2 })).toEqual([
    expect.stringMatching(/^1 value of theirs could be anybody's/),
    "2 halves stand inside other people's texts, the whole nowhere",
  ]);
});
