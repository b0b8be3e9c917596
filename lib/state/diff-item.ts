import {
  diffValues,
  findDialogProperty,
  type ItemScope,
  type JsonObject,
  type Scope,
  type StateChange,
  scopes,
  setOwn,
  splitItem,
} from "@/lib/model";

/** What changed in an item, with the dialog stack it may hold reported under the dialog scope. */
export function diffItem(scope: ItemScope, before: JsonObject | null, after: JsonObject | null): StateChange[] {
  if (scope === "user") return inScope(scope, before, after);
  const earlier = splitScope(before);
  const later = splitScope(after);
  return [...inScope(scope, earlier.rest, later.rest), ...inScope("dialog", earlier.dialog, later.dialog)];
}

/** By scope, and else as given: what a commit says it changed reads the same when it is worked out again later. */
export function orderByScope(changes: readonly StateChange[]): StateChange[] {
  return [...changes].sort((one, other) => scopes.indexOf(one.scope) - scopes.indexOf(other.scope));
}

function splitScope(item: JsonObject | null): { rest: JsonObject | null; dialog: JsonObject | null } {
  if (!item || findDialogProperty(item) === null) return { rest: item, dialog: null };
  const { rest, dialog } = splitItem(item);
  return { rest, dialog: dialog as JsonObject };
}

function inScope(scope: Scope, before: JsonObject | null, after: JsonObject | null): StateChange[] {
  return diffValues(byName(before ?? {}), byName(after ?? {})).map((change) => ({ ...change, scope }));
}

/** Versions keep no order of properties, so that changes are listed in the one order that can be had again. */
function byName(item: JsonObject): JsonObject {
  const sorted = {};
  for (const name of Object.keys(item).sort()) setOwn(sorted, name, item[name]);
  return sorted;
}
