import type { StateChange, ValueChange } from "./change";
import { diffArrays } from "./diff-array";
import { getOwn, isJsonObject, type JsonObject, type JsonValue } from "./json";
import { formatPointer } from "./pointer";
import { type Scope, scopes } from "./scope";

export { applyChanges } from "./apply-changes";

/**
 * What differs, as changes with paths. Something added is listed leaf by leaf (an array and an empty object are leaves);
 * something removed is one change that carries the whole, so that "emptied" and "gone" stay apart. An array item that
 * was removed has its earlier index in the last place of its path; every other index is the later one.
 */
export function diffValues(before: JsonValue | undefined, after: JsonValue | undefined): ValueChange[] {
  const changes: ValueChange[] = [];
  diffAt("", before, after, changes);
  return changes;
}

/** The changes of every scope, in the order user, conversation, private, dialog; null stands for nothing stored. */
export function diffScopes(before: Record<Scope, JsonValue | null>, after: Record<Scope, JsonValue | null>): StateChange[] {
  return scopes.flatMap((scope) => {
    const changes = diffValues(before[scope] ?? undefined, after[scope] ?? undefined);
    return changes.map((change) => ({ scope, ...change }));
  });
}

function diffAt(path: string, before: JsonValue | undefined, after: JsonValue | undefined, changes: ValueChange[]): void {
  if (before === after) return;
  if (before === undefined) addLeaves(path, after, changes);
  else if (after === undefined) changes.push({ path, kind: "removed", before });
  else if (Array.isArray(before) && Array.isArray(after)) diffArrays({ path, before, after, changes, diffItem: diffAt });
  else if (isJsonObject(before) && isJsonObject(after)) diffObjects(path, before, after, changes);
  else changes.push({ path, kind: "changed", before, after });
}

function diffObjects(path: string, before: JsonObject, after: JsonObject, changes: ValueChange[]): void {
  for (const key of Object.keys(after)) diffAt(path + formatPointer([key]), getOwn(before, key), after[key], changes);
  for (const key of Object.keys(before)) {
    if (!Object.hasOwn(after, key)) changes.push({ path: path + formatPointer([key]), kind: "removed", before: before[key] });
  }
}

function addLeaves(path: string, after: JsonValue | undefined, changes: ValueChange[]): void {
  const keys = isJsonObject(after) ? Object.keys(after) : [];
  if (!isJsonObject(after) || keys.length === 0) {
    changes.push({ path, kind: "added", after });
    return;
  }
  for (const key of keys) addLeaves(path + formatPointer([key]), after[key], changes);
}
