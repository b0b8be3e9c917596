import { isJsonObject, type JsonObject, type JsonValue, setOwn } from "@/lib/model";
import type { Participant } from "./own-conversations";

/** Puts "[participant 2]" in the place of other people's names and ids, in keys as well as in texts. */
export type HideOthers = <T extends JsonValue>(value: T) => T;

/** One letter is nobody's name in a text. */
const minNameLength = 2;

export function hideOthers(others: readonly Participant[]): HideOthers {
  const labels = labelsOf(others);
  if (labels.size === 0) return (value) => value;
  const found = new RegExp(`(?<![\\p{L}\\p{N}])(?:${[...labels.keys()].map(escapePattern).join("|")})(?![\\p{L}\\p{N}])`, "giu");
  const hideText = (text: string): string => text.replace(found, (name) => labels.get(name.toLowerCase()) ?? "[participant]");
  return (value) => mapTexts(value, hideText) as typeof value;
}

/** By name or id in lower case, the longest first, so that "Ann Lee" is not taken for "Ann". Parts of names count too. */
function labelsOf(others: readonly Participant[]): Map<string, string> {
  const labels = others.flatMap(({ userId, name, label }) =>
    [userId, name, ...name.split(/\s+/).filter((part) => part.length > minNameLength)]
      .filter((text) => text.length >= minNameLength)
      .map((text) => [text.toLowerCase(), label] as const),
  );
  return new Map(labels.sort(([one], [other]) => other.length - one.length));
}

function mapTexts(value: JsonValue, map: (text: string) => string): JsonValue {
  if (typeof value === "string") return map(value);
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, map));
  if (!isJsonObject(value)) return value;
  const copy: JsonObject = {};
  for (const [key, child] of Object.entries(value)) setOwn(copy, map(key), mapTexts(child, map));
  return copy;
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
