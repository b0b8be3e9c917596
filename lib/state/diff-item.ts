import { diffValues, findDialogProperty, type ItemScope, type JsonObject, type Scope, type StateChange, splitItem } from "@/lib/model";

/** What changed in an item, with the dialog stack it may hold reported under the dialog scope. */
export function diffItem(scope: ItemScope, before: JsonObject | null, after: JsonObject | null): StateChange[] {
  if (scope === "user") return inScope(scope, before, after);
  const earlier = splitScope(before);
  const later = splitScope(after);
  return [...inScope(scope, earlier.rest, later.rest), ...inScope("dialog", earlier.dialog, later.dialog)];
}

function splitScope(item: JsonObject | null): { rest: JsonObject | null; dialog: JsonObject | null } {
  if (!item || findDialogProperty(item) === null) return { rest: item, dialog: null };
  const { rest, dialog } = splitItem(item);
  return { rest, dialog: dialog as JsonObject };
}

function inScope(scope: Scope, before: JsonObject | null, after: JsonObject | null): StateChange[] {
  return diffValues(before ?? {}, after ?? {}).map((change) => ({ ...change, scope }));
}
