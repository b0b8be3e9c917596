import { erasedWords } from "@/components/ui/erased-words";
import {
  anyItem,
  anyKey,
  type ErasedPlace,
  getOwn,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  parsePointer,
  setOwn,
} from "@/lib/model";

/** Stands in a tree where something was erased; only ever made for showing. */
export type ErasedValue = { $erased: string };

export function isErasedValue(value: unknown): value is ErasedValue {
  return isJsonObject(value) && typeof value.$erased === "string" && Object.keys(value).length === 1;
}

/** The data of a scope with a mark wherever something stood that was erased. What stands there still stays: a text may have lost a name only. */
export function withErased(data: JsonObject | null, erased: readonly ErasedPlace[]): JsonObject | null {
  const inside = erased.filter(({ path }) => path !== "");
  if (inside.length === 0) return data;
  return inside.reduce<JsonObject>((root, place) => {
    return mark(root, parsePointer(place.path), { $erased: erasedWords(place) }) as JsonObject;
  }, data ?? {});
}

function mark(value: JsonValue, [name = "", ...rest]: readonly string[], erased: ErasedValue): JsonValue {
  if (Array.isArray(value)) return markItem(value, [name, ...rest], erased);
  if (!isJsonObject(value) || isErasedValue(value)) return value;
  const child = getOwn(value, name);
  const copy = { ...value };
  if (child === undefined) setOwn(copy, [name, ...rest].map(told).join(" › "), erased);
  else if (rest.length > 0) setOwn(copy, name, mark(child as JsonValue, rest, erased));
  return copy;
}

function markItem(items: readonly JsonValue[], [name = "", ...rest]: readonly string[], erased: ErasedValue): JsonValue {
  const item = items[Number(name)];
  if (name === anyItem || item === undefined) return [...items, erased];
  return rest.length === 0 ? [...items] : items.map((one, index) => (index === Number(name) ? mark(one, rest, erased) : one));
}

/** Names that are data are not known any more. */
function told(part: string): string {
  return part === anyKey || part === anyItem ? "(a name)" : part;
}
