import { foldText } from "@/lib/facts";
import { isPhone } from "../../spelling/phone-pattern";
import { isAddress, isSpaceless } from "../../spelling/text-pattern";
import { isOrdinaryWord } from "../words/ordinary-words";

/** What is looked for when an erasure is verified, and what is replaced in others' texts. Kept in memory and sealed, never in clear. */
export type Needles = {
  /** Ids that are nobody else's: theirs where they are keys, senders or parts of keys, which a word that is one is not in a text. */
  ids: string[];
  /** Ids, names and parts of them, addresses and numbers: replaced where the person was, for those who were there know them by that. */
  identifiers: string[];
  /** What was remembered of them, as far as it says so by itself: replaced there too. */
  values: string[];
  /** All that tells of them when it is repeated: what bots say to the person's company with one of them goes. */
  common: string[];
  /** Of the above, what nobody else is known by and no sentence says by chance: replaced everywhere, and looked for when an erasure is verified. */
  sought: string[];
  /** How many values and names were left out of it. */
  tooCommon: number;
};

const minEverywhere = 6;
const minRepeated = 3;
const minMade = { plain: 8, withDigit: 4 };
/** A letter of a script without spaces says as much as two of others. */
const minSpaceless = { name: 2, fullName: 3 };

/** Names that clients give to everybody, and words of two letters that are nobody's. */
const nobody = new Set([
  ...["user", "you", "me", "bot", "guest", "anonymous", "unknown", "test", "tester", "name", "person", "customer"],
  ...["hi", "ok", "no", "it", "is", "we", "us", "my"],
]);

/** Whether a text is so much the person's own that finding it anywhere means finding them. */
export function isDistinctive(text: string): boolean {
  const folded = foldText(text.trim());
  if (folded.length < minEverywhere || nobody.has(folded)) return false;
  if (isPhone(folded) || /[@]/.test(folded)) return true;
  const hasDigits = /\d/.test(folded) && /\d.*\d.*\d|\p{L}/u.test(folded) && !/^\d{4}-\d\d(-\d\d)?$/.test(folded);
  const words = folded.split(/\s+/).length;
  return (hasDigits && !/^\d{1,7}$/.test(folded)) || (words >= 2 && folded.length >= 8) || folded.length >= 16;
}

/** Ids that programs make have digits or signs in them; one that is a word is also what people say. */
export function isDistinctiveId(id: string): boolean {
  const isMade = /[-_.:|/]/.test(id) && id.length >= (/\d/.test(id) ? minMade.withDigit : minMade.plain);
  return isDistinctive(id) || (isMade && !/^(?:default|test|demo|anonymous|guest|local)[-_.](?:user|person|bot)$/i.test(id));
}

/** Whether a name says who somebody is wherever it stands, as far as names do. */
export function isFullName(name: string): boolean {
  return isDistinctive(name) || (isSpaceless(name) && name.trim().length >= minSpaceless.fullName);
}

/** Whether an id or a part of a name may be looked for in texts. */
export function isIdentifier(text: string): boolean {
  const folded = foldText(text.trim());
  return folded.length >= (isSpaceless(folded) ? minSpaceless.name : minRepeated) && !nobody.has(folded);
}

/** The same for all that somebody is called: nobody else's may be as short. */
export function isName(text: string): boolean {
  const folded = foldText(text.trim());
  return folded.length >= minSpaceless.name && !nobody.has(folded);
}

/** Whether what a bot says to others may be told by it to repeat the person: an ordinary word, such as "red" or "confirm", or a small number is not. */
export function isRepeatable(text: string): boolean {
  const trimmed = text.trim();
  if (trimmed.length < minRepeated || /^\p{Ll}+$/u.test(trimmed) || /^-?\d{1,4}([.,]\d+)?$/.test(trimmed)) return false;
  return !isOrdinaryWord(trimmed);
}

/** How an address or number is recognised among values. */
export function isContact(text: string): boolean {
  return isPhone(text.trim()) || isAddress(text.trim());
}

/** What either looks for. */
export function bothNeedles(one: Needles, other: Needles): Needles {
  const both = (name: Exclude<keyof Needles, "tooCommon">) => [...new Set([...one[name], ...other[name]])];
  return {
    ids: both("ids"),
    identifiers: both("identifiers"),
    values: both("values"),
    common: both("common"),
    sought: both("sought"),
    tooCommon: Math.max(one.tooCommon, other.tooCommon),
  };
}
