import { type Env, env } from "@/lib/env";
import { isRepeatable } from "../erasure/needles/needles";
import { textPattern } from "../spelling/text-pattern";
import type { Scalar } from "./read-fact-place";
import { isTelling } from "./same-value";

/** Whether a value says enough to be looked for within texts, where everyday words and small numbers mean something else. */
export function isSoughtInTexts(value: Scalar): value is string | number {
  return isTelling(value) && isRepeatable(String(value));
}

/** A part of a text that is the value, as it is written there. */
type Part = { from: number; to: number };

export type PartFinder = {
  find(text: string): Part[];
  /** Puts another text in place of each part, and leaves all else as it is. */
  replace(text: string, by: string): string;
};

/** Finds a value where it stands in a text by itself, however it is cased, spaced and composed: see `textPattern`. */
export function partFinderOf(value: string | number, { phoneRegions }: Pick<Env, "phoneRegions"> = env()): PartFinder {
  const { before, bodies, after } = textPattern(String(value), phoneRegions);
  const pattern = new RegExp(`${before}(?:${bodies.map((body) => body.pattern).join("|")})${after}`, "giu");
  return {
    find: (text) => [...text.matchAll(pattern)].map(({ index, 0: part }) => ({ from: index, to: index + part.length })),
    replace: (text, by) => text.replace(pattern, () => by),
  };
}
