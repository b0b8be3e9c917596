import { diffWordsWithSpace } from "diff";

export type TextPart = { text: string; kind: "same" | "added" | "removed" };

/** Shorter texts are taken in at a glance, whole; a difference by words would only tear them up. */
const minCharacters = 40;
/** Comparing takes time that grows with the number of differences; two texts this far apart have little to say to each other. */
const maxEdits = 2000;

/** Both texts as one, by words: what stayed, what came and what went. Null when side by side says more. */
export function differenceByWords(before: unknown, after: unknown): TextPart[] | null {
  if (typeof before !== "string" || typeof after !== "string") return null;
  if (Math.max(before.length, after.length) < minCharacters) return null;
  const parts = diffWordsWithSpace(before, after, { maxEditLength: maxEdits });
  if (!parts?.some(({ added, removed, value }) => !added && !removed && value.trim() !== "")) return null;
  return parts.map(({ value, added, removed }) => ({ text: value, kind: added ? "added" : removed ? "removed" : "same" }));
}
