import { isJsonObject, type JsonObject, type JsonValue, setOwn } from "@/lib/model";
import { minNameLength, namesOf } from "./names-of";
import type { Participant } from "./own-conversations";

/** Puts "[participant 2]" in the place of other people's names and ids, and of what bots know of them, in keys as well as in texts. */
export type HideOthers = <T extends JsonValue>(value: T) => T;

/** A shorter number says nothing of anybody. */
const minDigits = 5;

export function hideOthers(others: readonly Participant[]): HideOthers {
  const labels = labelsOf(others);
  const patterns = [...labels.keys()].map(escapePattern).join("|");
  const found = patterns === "" ? null : new RegExp(`(?<![\\p{L}\\p{N}])(?:${patterns})(?![\\p{L}\\p{N}])`, "giu");
  const longestFirst = [...others].sort((one, other) => other.name.length - one.name.length);
  const hideIds = (text: string): string =>
    found === null ? text : text.replace(found, (name) => labels.get(name.toLowerCase()) ?? "[participant]");
  // Addresses first: their parts may be ids.
  const hideText = (text: string): string => {
    const known = longestFirst.reduce((rest, { mentions, label }) => outsideLabels(rest, (part) => mentions.redact(part, label)), text);
    return outsideLabels(known, hideIds);
  };
  return (value) => (others.length === 0 ? value : (mapTexts(value, hideText) as typeof value));
}

/** A label is no text to look for names in. */
function outsideLabels(text: string, map: (text: string) => string): string {
  const parts = text.split(/(\[participant(?: \d+)?\])/);
  return parts.map((part, index) => (index % 2 === 1 ? part : map(part))).join("");
}

/** By name or id in lower case, the longest first, so that "Ann Lee" is not taken for "Ann". Parts of names count too. */
function labelsOf(others: readonly Participant[]): Map<string, string> {
  const labels = others.flatMap(({ userId, name, label }) =>
    [userId, ...namesOf(name)].filter((text) => text.length >= minNameLength).map((text) => [text.toLowerCase(), label] as const),
  );
  return new Map(labels.sort(([one], [other]) => other.length - one.length));
}

function mapTexts(value: JsonValue, map: (text: string) => string): JsonValue {
  if (typeof value === "string") return map(value);
  if (typeof value === "number") return mapNumber(value, map);
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, map));
  if (!isJsonObject(value)) return value;
  const copy: JsonObject = {};
  for (const [key, child] of Object.entries(value)) setOwn(copy, map(key), mapTexts(child, map));
  return copy;
}

function mapNumber(value: number, map: (text: string) => string): JsonValue {
  const text = String(value);
  const mapped = text.length < minDigits ? text : map(text);
  return mapped === text ? value : mapped;
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
