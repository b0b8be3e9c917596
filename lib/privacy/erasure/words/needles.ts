import { foldText } from "@/lib/facts";
import { isPhone } from "./redactor";

/** What is looked for when an erasure is verified, and what is replaced in others' texts. Kept in memory and sealed, never in clear. */
export type Needles = {
  /** Ids, names and parts of them, addresses and numbers: replaced where the person was, for those who were there know them by that. */
  identifiers: string[];
  /** What was remembered of them, as far as it says so by itself: replaced there too. */
  values: string[];
  /** All that is long enough to be repeated: what bots say to the person's company with one of them goes. */
  common: string[];
  /** Of the above, what nobody else is known by and no sentence says by chance: replaced everywhere, and looked for when an erasure is verified. */
  sought: string[];
  /** How many values and names were left out of it. */
  tooCommon: number;
};

const minEverywhere = 6;
const minRepeated = 3;

/** Names that clients give to everybody. */
const nobody = new Set(["user", "you", "me", "bot", "guest", "anonymous", "unknown", "test", "tester", "name", "person", "customer"]);

/** Whether a text is so much the person's own that finding it anywhere means finding them. */
export function isDistinctive(text: string): boolean {
  const folded = foldText(text.trim());
  if (folded.length < minEverywhere || nobody.has(folded)) return false;
  if (isPhone(folded) || /[@]/.test(folded)) return true;
  const hasDigits = /\d/.test(folded) && /\d.*\d.*\d|\p{L}/u.test(folded) && !/^\d{4}-\d\d-\d\d(t[\d:.]+z?)?$/.test(folded);
  const words = folded.split(/\s+/).length;
  return (hasDigits && !/^\d{1,7}$/.test(folded)) || (words >= 2 && folded.length >= 8) || folded.length >= 16;
}

export function isIdentifier(text: string): boolean {
  const folded = foldText(text.trim());
  return folded.length >= minRepeated && !nobody.has(folded);
}

export function isRepeatable(text: string): boolean {
  return text.trim().length >= minRepeated && !["true", "false", "null"].includes(text);
}

/** How an address or number is recognised among values. */
export function isContact(text: string): boolean {
  return isPhone(text.trim()) || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text.trim());
}

/** What either looks for. */
export function bothNeedles(one: Needles, other: Needles): Needles {
  const both = (name: Exclude<keyof Needles, "tooCommon">) => [...new Set([...one[name], ...other[name]])];
  return {
    identifiers: both("identifiers"),
    values: both("values"),
    common: both("common"),
    sought: both("sought"),
    tooCommon: Math.max(one.tooCommon, other.tooCommon),
  };
}
