import type { Place } from "./hint";

/** Longer texts are read up to here: a name or a number far into an essay is not worth what every longer text would cost. */
export const maxTextLength = 4_000;

/** One value, prepared once for all detectors. */
export type Subject = {
  value: Place["value"];
  /** The value as text, at most `maxTextLength` of it; "" for true, false and null. */
  text: string;
  /** The text without accents, in lower case. */
  folded: string;
  /** The property's own name as it is written. */
  property: string;
  /** Its words and those of the properties around it, without accents, in lower case: `firstName` is "first name". */
  words: string;
  around: string;
};

export function toSubject({ path, value }: Place): Subject {
  const text = typeof value === "string" || typeof value === "number" ? String(value).slice(0, maxTextLength) : "";
  const names = propertiesOf(path);
  const property = names.at(-1) ?? "";
  return { value, text, folded: fold(text), property, words: toWords(property), around: names.slice(0, -1).map(toWords).join(" ") };
}

/** Without accents and in lower case, so that one cue fits "Née", "nee" and "NÉE". */
export function fold(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("ß", "ss").replaceAll("’", "'");
}

/** Whether a name has one of the phrases as whole words, or is one of them written as a single word (`firstname`). */
export function hasPhrase(words: string, phrases: readonly string[]): boolean {
  const compact = words.replaceAll(" ", "");
  return phrases.some((phrase) => ` ${words} `.includes(` ${phrase} `) || compact === phrase.replaceAll(" ", ""));
}

/** The names on a path, without places in lists; read leniently, for a hint must not fail on a strange name. */
function propertiesOf(path: string): string[] {
  return path
    .split("/")
    .map((part) =>
      part
        .replace(/(\[\])+$/, "")
        .replaceAll("~1", "/")
        .replaceAll("~0", "~")
        .slice(0, 200),
    )
    .filter((part) => part !== "" && !/^\d+$/.test(part));
}

function toWords(name: string): string {
  const split = name.replace(/(\p{Ll}|\d)(\p{Lu})/gu, "$1 $2").replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1 $2");
  return fold(split)
    .replace(/[^\p{L}\d]+/gu, " ")
    .trim();
}
