import type { ValueChange } from "./change";
import { isJsonObject, type JsonObject, type JsonValue, setOwn } from "./json";
import { parsePointer } from "./pointer";

/** The changes by path. One place of an array can be both removed (earlier index) and added or changed (later index). */
type Place = { added?: ValueChange; changed?: ValueChange; removed?: ValueChange; places: Map<string, Place> };

/** Turns the earlier value into the later one, given all of its changes in any order. Nothing given is mutated. */
export function applyChanges(before: JsonValue | undefined, changes: readonly ValueChange[]): JsonValue | undefined {
  const root: Place = { places: new Map() };
  for (const change of changes) placeAt(root, parsePointer(change.path))[change.kind] = change;
  return root.removed ? undefined : applyAt(before, root);
}

function placeAt(root: Place, path: string[]): Place {
  let place = root;
  for (const part of path) {
    const next = place.places.get(part) ?? { places: new Map() };
    place.places.set(part, next);
    place = next;
  }
  return place;
}

function applyAt(before: JsonValue | undefined, place: Place): JsonValue | undefined {
  const change = place.added ?? place.changed;
  if (change) return change.after;
  if (place.places.size === 0) return before;
  return Array.isArray(before) ? applyToItems(before, place.places) : applyToProperties(before, place.places);
}

/** Added leaves bring their parents with them, and those are always objects: an added array is one leaf. */
function applyToProperties(before: JsonValue | undefined, places: Place["places"]): JsonObject {
  const after: JsonObject = {};
  const source = isJsonObject(before) ? before : {};
  for (const key of Object.keys(source)) {
    const place = places.get(key);
    if (!place?.removed) setOwn(after, key, place ? applyAt(source[key], place) : source[key]);
  }
  for (const [key, place] of places) {
    if (!Object.hasOwn(source, key)) setOwn(after, key, applyAt(undefined, place));
  }
  return after;
}

function applyToItems(before: JsonValue[], places: Place["places"]): JsonValue[] {
  const kept = before.filter((_, index) => !places.get(String(index))?.removed);
  const addedCount = [...places.values()].filter((place) => place.added).length;
  const after: JsonValue[] = [];
  let next = 0;
  while (after.length < kept.length + addedCount) {
    const place = places.get(String(after.length));
    const item = place?.added ? place.added.after : place ? applyAt(kept[next++], place) : kept[next++];
    // A list of changes that skips an index does not belong to this value.
    if (item === undefined) throw new RangeError("These changes do not fit the earlier value.");
    after.push(item);
  }
  return after;
}
