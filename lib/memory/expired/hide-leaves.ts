import { type ItemScope, type JsonObject, type JsonValue, type Leaf, listLeaves, maskValue, replacePlace } from "@/lib/model";
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
  return { data: data as JsonObject, count: past.length };
}

function isPast({ scope, path, pattern }: Leaf, { parts }: ExpiredParts): boolean {
  const part = scope === "unclassified" ? undefined : parts[scope];
  return part !== undefined && (part.isWhole || part.paths.has(path) || part.patterns.has(pattern));
}
