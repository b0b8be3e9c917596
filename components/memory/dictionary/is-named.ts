import type { DictionaryPath } from "@/lib/model";
import { pathWords } from "../words";

/** True when each word of the text stands in what the fact is called, where it is, or what it is for. */
export function isNamed({ label, purpose, category, path }: DictionaryPath, text: string): boolean {
  const all = [label, purpose, category, path, pathWords(path)].join(" ").toLowerCase();
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => all.includes(word));
}
