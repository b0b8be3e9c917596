import { isPhone, phonePattern } from "./phone-pattern";

/** Regular expressions for a text however it is written, and what may not stand beside it, or it would be a part of something else. */
export type TextPattern = { before: string; bodies: Body[]; after: string };

/** `start`: what it begins with, as far as that is plain letters. */
type Body = { start: string; pattern: string };

/** Nobody says so much by chance: it is found inside of other texts as well. */
const longEnough = 40;

const letter = String.raw`[\p{L}\p{N}_]`;
/** A word may not go on: neither in letters nor, over a sign that joins parts of ids and addresses, in more of them. */
const ofId = { before: String.raw`(?<!${letter}\p{M}{0,8}[-.@]?)`, after: String.raw`(?!\p{M}|${letter}|[-.@]${letter})` };
/** A name ends at a sentence's or a file's dot and at "_", but in a double name and in somebody's address it is another's. */
const ofName = {
  before: String.raw`(?<![\p{L}\p{N}]\p{M}{0,8}[-@]?)(?<!@[\p{L}\p{N}.-]{1,64})`,
  after: String.raw`(?!\p{M}|[\p{L}\p{N}]|-[\p{L}\p{N}])(?![\p{L}\p{N}._+-]{0,64}@[\p{L}\p{N}])`,
};
const ofPhone = { before: String.raw`(?<!\p{L}|\p{N}[-.]?)`, after: String.raw`(?!\p{L}|[-.]?\p{N})` };

/** What may stand between two words of one text, in a file's name too. A set, since groups of alternatives are a hundred times slower among many texts. */
const gap = String.raw`[\s_.,+\p{Pd}]+`;

/** Scripts that write words without spaces between them: what stands beside one says nothing. */
const spaceless = ["Han", "Hiragana", "Katakana", "Hangul", "Thai", "Lao", "Khmer", "Myanmar"]
  .map((name) => String.raw`\p{scx=${name}}`)
  .join("");
const startsSpaceless = new RegExp(`^[${spaceless}]`, "u");
const endsSpaceless = new RegExp(`[${spaceless}]$`, "u");

export function isSpaceless(text: string): boolean {
  return startsSpaceless.test(text) && endsSpaceless.test(text);
}

export function isAddress(text: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text);
}

/** `phoneRegions`: countries whose telephone numbers are known without "+". */
export function textPattern(text: string, phoneRegions: readonly string[]): TextPattern {
  if (isPhone(text)) return { bodies: [{ start: "", pattern: phonePattern(text, phoneRegions) }], ...ofPhone };
  if (isAddress(text)) return { bodies: composed(text).map(addressPattern), ...ofId };
  const bodies = composed(text.trim()).map(wordsPattern);
  if (text.length >= longEnough) return { bodies, before: "", after: "" };
  const { before, after } = /^[\p{L}\p{M}'’]+$/u.test(text) || /\s/.test(text.trim()) ? ofName : ofId;
  return { bodies, before: startsSpaceless.test(text) ? "" : before, after: endsSpaceless.test(text) ? "" : after };
}

/** Letters with accents are written as one character or as two, by different keyboards (Unicode's NFC and NFD). */
function composed(text: string): string[] {
  return [...new Set([text.normalize("NFC"), text.normalize("NFD")])];
}

function wordsPattern(text: string): Body {
  const [start = "", ...more] = text.split(/\s+/).map(escaped);
  return { start, pattern: [start, ...more].join(gap) };
}

/** With any tag behind "+" (plus addressing), and as it stands in a link. */
function addressPattern(address: string): Body {
  const at = address.lastIndexOf("@");
  const start = escaped(address.slice(0, at).split("+")[0] ?? "");
  const pattern = String.raw`${start}(?:\+[^@\s"<>]{0,64})?(?:@|%40)${escaped(address.slice(at + 1))}`;
  return { start, pattern };
}

function escaped(word: string): string {
  return word.replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
}
