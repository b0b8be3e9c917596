import { caseDay } from "../requests/case-words";
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

/** What people decided of places in shared state that no turn attributes; empty where there were none. */
export function decidedWords({ erased, keptAsOthers, toBeErased, waiting }: ErasureReceipt["decidedPlaces"]): string[] {
  const lines: [number, string][] = [
    [erased, "found to be theirs, and erased"],
    [keptAsOthers, "found to be somebody else's, and kept"],
    [toBeErased, "found to be theirs, and to be erased yet"],
    [waiting, "not decided yet"],
  ];
  return lines.flatMap(([places, what]) => (places > 0 ? [`${count(places, "place")} ${what}`] : []));
}

/** What legal holds keep. */
export function heldWords({ conversations, items, holds }: ErasureReceipt["keptUnderHolds"]): string[] {
  if (conversations + items === 0) return [];
  const matters = holds
    .map(({ matter, reviewOn }) => `${matter || "on somebody else"}, to be looked at again on ${caseDay(reviewOn)}`)
    .join("; ");
  return [`${count(conversations, "conversation")} and ${count(items, "other item")} under a legal hold (Art. 17(3)(e)): ${matters}`];
}

function count(amount: number, noun: string, nouns = `${noun}s`): string {
  return `${number.format(amount)} ${amount === 1 ? noun : nouns}`;
}
