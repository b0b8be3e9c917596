import { expect, test } from "vitest";
import { checkedWords, decidedWords, heldWords, rareWords } from "./receipt-words";

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

test("what people decided is told by how many places it was, and nothing where it was none", () => {
  expect(decidedWords({ erased: 0, keptAsOthers: 0, toBeErased: 0, waiting: 0 })).toEqual([]);
  expect(decidedWords({ erased: 2, keptAsOthers: 1, toBeErased: 0, waiting: 0 })).toEqual([
    "2 places found to be theirs, and erased",
    "1 place found to be somebody else's, and kept",
  ]);
});

test("what is on hold is told with its matter and when somebody looks at it again", () => {
  expect(heldWords({ conversations: 0, items: 0, holds: [] })).toEqual([]);
  const holds = [{ matter: "Claim 7", ground: "17(3)(e)", reviewOn: "2026-12-24" }];
  expect(heldWords({ conversations: 1, items: 2, holds })).toEqual([
    "1 conversation and 2 other items under a legal hold (Art. 17(3)(e)): Claim 7, to be looked at again on 24 December 2026",
  ]);
});
