import { findDialogProperty } from "./dialog-property";
import { getOwn, isJsonObject, type JsonObject, type JsonValue } from "./json";
import { formatPattern, looksLikeData, type PatternPart } from "./pattern";
import { formatPointer } from "./pointer";
import type { ItemScope, Scope } from "./scope";
import { isTypeMarker } from "./sdk-shape";

export const leafTypes = ["string", "number", "boolean", "null"] as const;
export type LeafType = (typeof leafTypes)[number];

/** A scalar inside a store item: where it is, and under which path of the dictionary. */
export type Leaf = { scope: Scope | "unclassified"; path: string; pattern: string; type: LeafType; text: string };

export type Leaves = { leaves: Leaf[] /** How many there are beyond those listed. */; left: number };

/** The scalar that the text of a leaf stands for. */
export function leafValue(type: LeafType, text: string): JsonValue {
  if (type === "string") return text;
  if (type === "number") return Number(text);
  return type === "null" ? null : text === "true";
}

/** More leaves of one item are counted only: an index that is larger than what people read serves nobody. */
export const maxLeaves = 2000;

/** An object with more keys than this is a table whose keys are data. */
const maxKeys = 64;

/** Deeper parts of a pattern are folded. */
const maxPatternParts = 12;

type Place = { scope: Leaf["scope"]; path: readonly string[]; pattern: readonly PatternPart[]; people: ReadonlySet<string> };

/**
 * The scalars of an item in the order of its properties, without what only keeps a dialog going. `people`: ids of users, which as keys are data.
 */
export function listLeaves(scope: ItemScope | "unclassified", item: JsonObject, people: ReadonlySet<string> = new Set()): Leaves {
  const found: Leaves = { leaves: [], left: 0 };
  const dialogProperty = scope === "user" || scope === "unclassified" ? null : findDialogProperty(item);
  for (const [key, value] of Object.entries(item)) {
    const isDialog = key === dialogProperty;
    const part: PatternPart = isDialog ? { key } : keyPart(key, item, people);
    if (!isTypeMarker(key)) collect(value, { scope: isDialog ? "dialog" : scope, path: [key], pattern: [part], people }, found);
  }
  return found;
}

function collect(value: JsonValue, place: Place, found: Leaves): void {
  if (found.leaves.length >= maxLeaves) {
    found.left += countScalars(value);
    return;
  }
  if (Array.isArray(value)) collectItems(value, place, found);
  else if (isJsonObject(value)) collectProperties(value, place, found);
  else collectScalar(value, place, found);
}

function collectProperties(value: JsonObject, place: Place, found: Leaves): void {
  // C# wraps lists.
  const wrapped = getOwn(value, "$values");
  if (Array.isArray(wrapped)) {
    collectItems(wrapped, { ...place, path: [...place.path, "$values"] }, found);
    return;
  }
  for (const [key, child] of Object.entries(value)) {
    if (isTypeMarker(key) || isMachinery(key, place)) continue;
    collect(child, below(place, key, keyPart(key, value, place.people)), found);
  }
}

function collectItems(items: readonly JsonValue[], place: Place, found: Leaves): void {
  for (const [index, item] of items.entries()) collect(item, below(place, String(index), "item"), found);
}

function collectScalar(value: Exclude<JsonValue, JsonObject | JsonValue[]>, { scope, path, pattern }: Place, found: Leaves): void {
  const type = value === null ? "null" : (typeof value as LeafType);
  found.leaves.push({ scope, path: formatPointer(path), pattern: formatPattern(pattern), type, text: String(value) });
}

function countScalars(value: JsonValue): number {
  if (typeof value !== "object" || value === null) return 1;
  let count = 0;
  for (const child of Object.values(value)) count += countScalars(child);
  return count;
}

function below({ scope, path, pattern, people }: Place, key: string, part: PatternPart): Place {
  const isFull = pattern.length >= maxPatternParts;
  const parts = !isFull ? [...pattern, part] : pattern.at(-1) === "folded" ? pattern : [...pattern, "folded" as const];
  return { scope, path: [...path, key], pattern: parts, people };
}

function keyPart(key: string, among: JsonObject, people: ReadonlySet<string>): PatternPart {
  return people.has(key) || looksLikeData(key) || Object.keys(among).length > maxKeys ? "key" : { key };
}

/** What the SDKs write beside a dialog's own values to find their way, and what the bot asks in it (protocols §4, §5.4). */
const machinery = new Set([
  ...["id", "stepIndex", "instanceId", "attemptCount", "version", "BotBuilder.Data.WaterfallStep"],
  ...["prompt", "retryPrompt", "choices", "style", "inputHint"],
]);

/** Under `values` a waterfall keeps what was answered, by names of the bot's own. */
function isMachinery(key: string, { scope, path }: Place): boolean {
  return scope === "dialog" && machinery.has(key) && !path.includes("values");
}
