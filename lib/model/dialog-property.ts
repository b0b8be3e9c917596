import { filterOwn, getOwn, type JsonObject, type JsonValue, setOwn } from "./json";
import { findSdkList, type SdkList } from "./sdk-shape";

/** v3 keeps the stack in the private item under this name, hidden from the bot (protocols 4). */
const v3Property = "BotBuilder.Data.SessionState";

/** The list of dialog instances inside a dialog value: v4 `dialogStack`, v3 `callstack`. */
export function findStack(dialog: JsonValue | undefined): SdkList | null {
  return findSdkList(dialog, "dialogStack") ?? findSdkList(dialog, "callstack");
}

/** The property of an item that holds its dialog stack, whatever the bot called it: of several the first by name that is not empty. */
export function findDialogProperty(item: JsonObject): string | null {
  const names = Object.keys(item)
    .filter((name) => stackOf(item, name) !== null)
    .sort();
  return names.find((name) => stackOf(item, name)?.items.length) ?? names[0] ?? null;
}

function stackOf(item: JsonObject, name: string): SdkList | null {
  const value = getOwn(item, name);
  return name === v3Property ? findSdkList(value, "callstack") : findSdkList(value, "dialogStack");
}

export type SplitItem = { rest: JsonObject } & ({ dialogProperty: string; dialog: JsonValue } | { dialogProperty: null; dialog: null });

/** An item as the two disjoint views the panels show: its dialog value, and everything else in its order. */
export function splitItem(item: JsonObject): SplitItem {
  const dialogProperty = findDialogProperty(item);
  if (dialogProperty === null) return { dialogProperty, dialog: null, rest: filterOwn(item, () => true) };
  const rest = filterOwn(item, (key) => key !== dialogProperty);
  return { dialogProperty, dialog: getOwn(item, dialogProperty) ?? null, rest };
}

/**
 * The item again. The dialog value comes last, so that C# type markers stay first; the other properties keep their order.
 * With no property or a null dialog the item is the rest alone, and a property of that name in the rest is replaced.
 */
export function joinItem(rest: JsonObject, dialogProperty: string | null, dialog: JsonValue | null): JsonObject {
  if (dialogProperty === null || dialog === null) return filterOwn(rest, () => true);
  const item = filterOwn(rest, (key) => key !== dialogProperty);
  setOwn(item, dialogProperty, dialog);
  return item;
}
