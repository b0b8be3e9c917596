import * as z from "zod";
import { getOwn, isJsonObject, type JsonValue } from "./json";
import { caseNumber, placeOf } from "./masking/mask-marks";
import { formatPointer } from "./pointer";
import { scopeSchema } from "./scope";

/** That something was erased, when, and in which case or sweep: told only to who may read those. */
export const erasedMark = z.object({ at: z.string(), erasedBy: caseNumber(z.string()).optional() });
export type ErasedMark = z.infer<typeof erasedMark>;

/**
 * A place of a scope as a JSON Pointer, where `{}` is a name that is data and `[]` an item of a list. `version` is the state write that had set
 * it; null where a whole scope went with its person. Pages load this: comments weigh nothing there, descriptions do.
 */
export const erasedPlace = erasedMark.extend({
  scope: scopeSchema,
  path: placeOf(z.string()),
  version: z.number().int().nullable(),
});
export type ErasedPlace = z.infer<typeof erasedPlace>;

/** More of one property are not told one by one. */
const maxPlaces = 50;

export const anyKey = "{}";
export const anyItem = "[]";

/** The topmost places of a value that an erasure took or changed. `isData`: keys that are not told. */
export function listErasedPlaces(before: JsonValue | undefined, after: JsonValue | undefined, isData: (key: string) => boolean): string[] {
  const places = new Set<string>();
  collect(before, after, [], { isData, places });
  return [...places].slice(0, maxPlaces);
}

type Walk = { isData: (key: string) => boolean; places: Set<string> };

function collect(before: JsonValue | undefined, after: JsonValue | undefined, path: readonly string[], walk: Walk): void {
  if (before === undefined) return;
  if (Array.isArray(before) && Array.isArray(after)) {
    collectItems(before, after, path, walk);
    return;
  }
  if (!isJsonObject(before) || !isJsonObject(after)) {
    if (before !== after) walk.places.add(formatPointer(path));
    return;
  }
  for (const [key, child] of Object.entries(before)) {
    collect(child, getOwn(after, key) as JsonValue | undefined, [...path, walk.isData(key) ? anyKey : key], walk);
  }
}

/** Of a list that became shorter nobody can tell which item is which. */
function collectItems(before: readonly JsonValue[], after: readonly JsonValue[], path: readonly string[], walk: Walk): void {
  if (before.length !== after.length) walk.places.add(formatPointer([...path, anyItem]));
  else for (const [index, item] of before.entries()) collect(item, after[index], [...path, String(index)], walk);
}
