import { parsePattern } from "./pattern";
import type { PersonFact } from "./person";

/** What a fact is called: its label, else its path in words: "Home city", "Items: size". */
export function factTitle({ label, pattern }: Pick<PersonFact, "label" | "pattern">): string {
  if (label !== null && label !== "") return label;
  const names = parsePattern(pattern).flatMap((part) => (typeof part === "string" ? [] : [part.key]));
  const last = names.at(-1) ?? pattern;
  const list = /\[\]\/(?!\{\}|…)[^[\]]*$/.test(pattern) ? names.at(-2) : undefined;
  return list === undefined ? inWords(last) : `${inWords(list)}: ${inWords(last).toLowerCase()}`;
}

function inWords(name: string): string {
  const words = name
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, "$1 $2")
    .replace(/[_-]+/g, " ")
    .trim();
  return words === "" ? "(no name)" : words.charAt(0).toUpperCase() + words.slice(1).toLowerCase();
}
