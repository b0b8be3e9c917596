import {
  type ItemScope,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  type Leaf,
  listLeaves,
  looksLikeData,
  maskKey,
  maskValue,
  parsePointer,
  replacePlace,
  setOwn,
} from "@/lib/model";
import type { ExpiredParts } from "./judge";

/** An item with each value masked that is past its time, and how many these are. */
export function hideLeaves(
  item: JsonObject,
  { scope, expired }: { scope: ItemScope; expired: ExpiredParts },
): { data: JsonObject; count: number } {
  const { leaves, left } = listLeaves(scope, item, expired.people);
  const past = leaves.filter((leaf) => isPast(leaf, expired));
  const isRestPast = left > 0 && past.some((leaf) => expired.parts[leaf.scope as ItemScope]?.isWhole);
  if (isRestPast) return { data: maskValue(item) as JsonObject, count: leaves.length + left };
  const data = past.reduce<JsonValue>((root, { path, type }) => replacePlace(root, path, { $masked: type }) ?? {}, item);
  const named = past.map(({ path }) => parsePointer(path)).filter((keys) => keys.some(looksLikeData));
  return { data: (named.length > 0 ? maskNames(data, named) : data) as JsonObject, count: past.length };
}

/** Names that are data go with the values below them. */
function maskNames(value: JsonValue, past: readonly (readonly string[])[]): JsonValue {
  const below = (key: string) => past.filter(([first]) => first === key).map((keys) => keys.slice(1));
  if (Array.isArray(value)) return value.map((child, index) => maskNames(child, below(String(index))));
  if (!isJsonObject(value) || past.every((keys) => keys.length === 0)) return value;
  const masked: JsonObject = {};
  for (const [key, child] of Object.entries(value)) {
    const those = below(key);
    setOwn(masked, those.length > 0 ? maskKey(key) : key, those.length > 0 ? maskNames(child, those) : child);
  }
  return masked;
}

function isPast({ scope, path, pattern }: Leaf, { parts }: ExpiredParts): boolean {
  const part = scope === "unclassified" ? undefined : parts[scope];
  return part !== undefined && (part.isWhole || part.paths.has(path) || part.patterns.has(pattern));
}
