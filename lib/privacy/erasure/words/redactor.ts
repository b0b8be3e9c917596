import { type Env, env } from "@/lib/env";
import { type TextPattern, textPattern } from "../../spelling/text-pattern";
import { isOrdinaryWord } from "./ordinary-words";

/** What stands where something that identified an erased person stood. */
export const neutralWord = "[erased]";

export type Redactor = {
  has(text: string): boolean;
  /** `word`: what stands in their place. */
  redact(text: string, word?: string): string;
};

/** Texts of two letters are names only with their capital: "Ed" is not in "ed". */
const exactLength = 2;

/**
 * Finds texts where they stand by themselves, however they are cased and spaced: names with their accents as one character or two, telephone numbers
 * with and without their country, addresses with any tag. "u1" is not in "u10", nor "Ann" in "Anna"; "May" is
 * somebody only with a capital.
 */
export function redactorOf(texts: Iterable<string>, { phoneRegions }: Pick<Env, "phoneRegions"> = env()): Redactor {
  const longestFirst = [...new Set(texts)].filter((text) => text.trim() !== "").sort((one, other) => other.length - one.length);
  const any = longestFirst.filter((text) => !isExact(text));
  const exact = longestFirst.filter(isExact).flatMap(withCapitals);
  const patterns = [
    // Before any word of theirs, or a name would go word by word.
    ...compile(any.filter(hasWords), phoneRegions, "giu"),
    ...compile(
      any.filter((text) => !hasWords(text)),
      phoneRegions,
      "giu",
    ),
    ...compile(exact, phoneRegions, "gu"),
  ];
  return {
    has: (text) => patterns.some((pattern) => text.search(pattern) !== -1),
    redact: (text, word = neutralWord) =>
      withoutMention(
        patterns.reduce((rest, pattern) => rest.replace(pattern, () => word), text),
        word,
      ),
  };
}

function hasWords(text: string): boolean {
  return /\s/.test(text.trim());
}

/** "@ann" is one word to who wrote it. */
function withoutMention(text: string, word: string): string {
  return text.replaceAll(`@${word}`, () => word);
}

function isExact(text: string): boolean {
  return text.trim().length <= exactLength || isOrdinaryWord(text.trim());
}

function withCapitals(text: string): string[] {
  const [first = "", ...rest] = text.trim();
  return [...new Set([first.toUpperCase() + rest.join("").toLowerCase(), text.toUpperCase()])];
}

/** One for those with the same conditions beside them: a regular expression of parts that begin differently is a hundred times slower. */
function compile(texts: readonly string[], phoneRegions: readonly string[], flags: string): RegExp[] {
  const groups = new Map<string, TextPattern>();
  for (const { before, bodies, after } of texts.map((text) => textPattern(text, phoneRegions))) {
    const group = groups.get(before + after) ?? { before, after, bodies: [] };
    group.bodies.push(...bodies);
    groups.set(before + after, group);
  }
  return [...groups.values()].map(
    ({ before, bodies, after }) =>
      new RegExp(`${before}${anyStart(bodies)}(?:${bodies.map(({ pattern }) => pattern).join("|")})${after}`, flags),
  );
}

/** Plain letters are looked up together, so that most places are passed by without trying each text there. */
function anyStart(bodies: TextPattern["bodies"]): string {
  const starts = new Set(bodies.map(({ start }) => start));
  return starts.has("") ? "" : `(?=${[...starts].join("|")})`;
}

/** Finds ids in keys that bots make of them, as in "profile-u1": nothing may follow but what parts a key. */
export function keyFinderOf(ids: Iterable<string>): (key: string) => boolean {
  const parts = [...ids].filter((id) => id !== "").map((id) => id.replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`));
  if (parts.length === 0) return () => false;
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${parts.join("|")})(?![^/:|])`, "u");
  return (key) => pattern.test(key);
}
