import { applyChanges } from "./apply-changes";
import type { JsonValue } from "./json";
import { getAtPath, parsePointer } from "./pointer";

/** A value with another in one place; undefined takes the place away. Throws a RangeError where a list has no such place. */
export function replacePlace(root: JsonValue | undefined, path: string, value: JsonValue | undefined): JsonValue | undefined {
  if (value === undefined && getPlace(root, path) === undefined) return root;
  return applyChanges(root, [value === undefined ? { path, kind: "removed" } : { path, kind: "changed", after: value }]);
}

/** The value in a place; undefined where there is none. */
export function getPlace(root: JsonValue | undefined, path: string): JsonValue | undefined {
  return root === undefined ? undefined : getAtPath(root, parsePointer(path));
}
