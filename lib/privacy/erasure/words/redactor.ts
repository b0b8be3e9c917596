/** What stands where something that identified an erased person stood. */
export const neutralWord = "[erased]";

export type Redactor = { has(text: string): boolean; redact(text: string): string };

/** A word may not go on: neither in letters nor, over a sign that joins parts of ids, names and addresses, in more of them. */
const before = String.raw`(?<![\p{L}\p{N}_]|[\p{L}\p{N}_][-.@])`;
const after = String.raw`(?![\p{L}\p{N}_]|[-.@][\p{L}\p{N}_])`;

/** Finds words and telephone numbers, however they are cased or spaced, where they stand by themselves. "u1" is not in "u10". */
export function redactorOf(words: Iterable<string>): Redactor {
  const parts = [...new Set(words)].filter((word) => word !== "").sort((one, other) => other.length - one.length);
  if (parts.length === 0) return { has: () => false, redact: (text) => text };
  const pattern = new RegExp(`${before}@?(?:${parts.map(patternOf).join("|")})${after}`, "giu");
  return {
    has: (text) => text.search(pattern) !== -1,
    redact: (text) => text.replace(pattern, neutralWord),
  };
}

/** Finds ids in keys that bots make of them, as in "profile-u1": nothing may follow but what parts a key. */
export function keyFinderOf(ids: Iterable<string>): (key: string) => boolean {
  const parts = [...ids].filter((id) => id !== "").map(escaped);
  if (parts.length === 0) return () => false;
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${parts.join("|")})(?![^/:|])`, "u");
  return (key) => pattern.test(key);
}

/** Seven digits and nothing but what people write between them. */
export function isPhone(word: string): boolean {
  return /^\+?[\d\s().-]+$/.test(word) && digitsOf(word).length >= 7;
}

function patternOf(word: string): string {
  if (!isPhone(word)) return escaped(word);
  const digits = [...digitsOf(word)].join(String.raw`[\s().\/-]{0,2}`);
  return word.startsWith("+") ? String.raw`(?:\+|00)?${digits}` : digits;
}

function digitsOf(word: string): string {
  return word.replace(/\D/g, "");
}

function escaped(word: string): string {
  return word.replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
}
