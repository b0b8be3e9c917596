import type { ErasureReceipt } from "./read-receipt";

const number = new Intl.NumberFormat("en");

/** "21 texts of theirs were looked for in 409 columns and in every byte of 7 files, whole and in halves (66 forms). Nothing was found." */
export function checkedWords({ needles, columns, files, forms, hits }: ErasureReceipt["verification"]): string {
  const where = `${count(columns, "column")} and in every byte of ${count(files, "file")}`;
  const found = hits === 0 ? "Nothing was found." : `${count(hits, "trace")} ${hits === 1 ? "was" : "were"} found.`;
  return `${count(needles, "text")} of theirs ${needles === 1 ? "was" : "were"} looked for in ${where}, whole and in halves (${count(forms, "form")}). ${found}`;
}

/** What such a search cannot tell. */
export function rareWords({ valuesTooCommonToSearch, formsInOthersTexts }: ErasureReceipt["verification"]): string[] {
  return [
    ...(valuesTooCommonToSearch > 0
      ? [`${count(valuesTooCommonToSearch, "value")} of theirs could be anybody's ("yes", "2"): erased where they stood, not searched for`]
      : []),
    ...(formsInOthersTexts > 0
      ? [`${count(formsInOthersTexts, "half", "halves")} stand inside other people's texts, the whole nowhere`]
      : []),
  ];
}

function count(amount: number, noun: string, nouns = `${noun}s`): string {
  return `${number.format(amount)} ${amount === 1 ? noun : nouns}`;
}
