import { type DictionaryScope, type FactOrigin, type LeafType, type LegalBasis, parsePattern } from "@/lib/model";

export const scopeNames: Record<DictionaryScope, string> = {
  user: "User",
  conversation: "Conversation",
  private: "Private",
  dialog: "Dialog",
  unclassified: "Unknown keys",
};

/** Who sees what stands in a scope, where nobody has said so in other words. */
export const scopeAudiences: Record<DictionaryScope, string> = {
  user: "The person, in every conversation with the bot",
  conversation: "Everyone in the conversation",
  private: "The person, in this conversation only",
  dialog: "Whoever takes part in the dialog",
  unclassified: "Not known",
};

export const originNames: Record<FactOrigin, string> = { said: "Said by the person", observed: "Observed", inferred: "Inferred" };

export const basisNames: Record<LegalBasis, string> = {
  consent: "Consent (a)",
  contract: "Contract (b)",
  "legal-obligation": "Legal obligation (c)",
  "vital-interests": "Vital interests (d)",
  "public-task": "Public task (e)",
  "legitimate-interests": "Legitimate interests (f)",
};

export const typeNames: Record<LeafType, string> = { string: "text", number: "number", boolean: "yes or no", null: "empty" };

/** The parts of a path for people: "profile › addresses › any item › street". */
function pathParts(pattern: string): string[] {
  return parsePattern(pattern).map((part) => {
    if (part === "item") return "each item";
    if (part === "key") return "any key";
    if (part === "folded") return "and deeper";
    return part.key === "" ? "(no name)" : part.key;
  });
}

/** A path as it is read: "profile › addresses › each item › street". */
export function pathWords(pattern: string): string {
  return pathParts(pattern).join(" › ");
}

/** How a path is called until somebody gives it a label: by its last name. */
export function pathName(pattern: string): string {
  const parts = parsePattern(pattern);
  const words = pathParts(pattern);
  const last = parts.findLastIndex((part) => typeof part === "object");
  return words.slice(Math.max(0, last)).join(", ");
}

/** Parts of a long path that are left out in a list. */
const [firstParts, lastParts] = [1, 3];

/** A long path is shortened in the middle. */
export function shortPathWords(pattern: string): string {
  const words = pathParts(pattern);
  if (words.length <= firstParts + lastParts + 1) return words.join(" › ");
  return [...words.slice(0, firstParts), "…", ...words.slice(-lastParts)].join(" › ");
}

export function retentionWords(days: number): string {
  if (days === 0) return "As long as the person is known";
  if (days % 365 === 0) return days === 365 ? "1 year" : `${days / 365} years`;
  return days === 1 ? "1 day" : `${days} days`;
}

export function sizeWords(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${(bytes / 1000).toFixed(1)} KB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

const numbers = new Intl.NumberFormat("en");
export const numberWords = (count: number): string => numbers.format(count);
export const countWords = (count: number, one: string, many = `${one}s`): string => `${numbers.format(count)} ${count === 1 ? one : many}`;
