import { followPath, getAtPath, type JsonValue } from "@/lib/model";
import type { PickValue } from "@/lib/state";

/** Finds the value at a path in one version after another, newest first; an item of an array stays the same item wherever it stood. */
export function followValue(path: readonly string[]): PickValue {
  let found: { within: JsonValue; path: readonly string[] } | null = null;
  return (within) => {
    const place = within === undefined || !found ? path : followPath(found.within, within, found.path);
    const value = within === undefined || place === null ? undefined : getAtPath(within, place);
    if (within !== undefined && place !== null && value !== undefined) found = { within, path: place };
    return { value, path: found?.path ?? path };
  };
}
