import { getOwn, isEqualJson, isJsonObject, type JsonObject, type JsonValue, setOwn } from "./json";
import { formatPointer } from "./pointer";

/**
 * `taken`: places where only theirs differs from the base, so that it is in `merged`. `clashes`: places where both differ, and not in
 * the same way; ours is in `merged`. Undefined stands for what is not there.
 */
export type Merge = { merged: JsonValue | undefined; taken: string[]; clashes: string[] };

type Sides<T> = { base: T; ours: T; theirs: T };
type Places = Pick<Merge, "taken" | "clashes">;

/** A three-way merge by path. Arrays are merged item by item where all three hold the same items, and else are one value. */
export function mergeValues(base: JsonValue | undefined, ours: JsonValue | undefined, theirs: JsonValue | undefined): Merge {
  const places: Places = { taken: [], clashes: [] };
  return { merged: mergeAt("", { base, ours, theirs }, places), ...places };
}

function mergeAt(path: string, sides: Sides<JsonValue | undefined>, places: Places): JsonValue | undefined {
  const { base, ours, theirs } = sides;
  if (isEqualJson(theirs, base) || isEqualJson(theirs, ours)) return ours;
  if (isJsonObject(ours) && isJsonObject(theirs)) {
    return mergeObjects(path, { base: isJsonObject(base) ? base : {}, ours, theirs }, places);
  }
  if (Array.isArray(base) && Array.isArray(ours) && Array.isArray(theirs) && haveSameItems({ base, ours, theirs })) {
    return mergeItems(path, { base, ours, theirs }, places);
  }
  const isOursUntouched = isEqualJson(ours, base);
  (isOursUntouched ? places.taken : places.clashes).push(path);
  return isOursUntouched ? theirs : ours;
}

function mergeObjects(path: string, { base, ours, theirs }: Sides<JsonObject>, places: Places): JsonObject {
  const merged: JsonObject = {};
  for (const key of new Set([...Object.keys(ours), ...Object.keys(theirs)])) {
    const sides = { base: getOwn(base, key), ours: getOwn(ours, key), theirs: getOwn(theirs, key) };
    const value = mergeAt(path + formatPointer([key]), sides, places);
    if (value !== undefined) setOwn(merged, key, value);
  }
  return merged;
}

function mergeItems(path: string, { base, ours, theirs }: Sides<JsonValue[]>, places: Places): JsonValue[] {
  return ours.map((item, index) => mergeAt(`${path}/${index}`, { base: base[index], ours: item, theirs: theirs[index] }, places) ?? null);
}

function haveSameItems({ base, ours, theirs }: Sides<JsonValue[]>): boolean {
  if (ours.length !== base.length || theirs.length !== base.length) return false;
  return base.every((item, index) => {
    const identity = identityOf(item);
    return identity === identityOf(ours[index]) && identity === identityOf(theirs[index]);
  });
}

/** As arrays are compared elsewhere: by `id` or `key`, or else by place. */
function identityOf(item: JsonValue | undefined): string {
  const id = isJsonObject(item) ? (getOwn(item, "id") ?? getOwn(item, "key")) : undefined;
  return JSON.stringify(id) ?? "";
}
