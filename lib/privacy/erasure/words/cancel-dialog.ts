import { findStack, formatPointer, isJsonObject, type JsonObject, type JsonValue, setOwn } from "@/lib/model";

import type { Redactor } from "./redactor";
import type { Owners } from "./whose-leaf";
import { type Remainder, withoutPerson } from "./without-person";

type Theirs = { owners: Owners; ids: ReadonlySet<string>; redactor: Redactor };

/**
 * A dialog value without the dialogs in which anything is the person's. Where all are, or nothing tells that one is another's, nothing is in progress
 * any more.
 */
export function withoutDialogs(dialog: JsonValue, { owners, ids, redactor }: Theirs): Remainder {
  const stack = findStack(dialog);
  const instances = (stack?.items ?? []).map((_, index) => formatPointer([...(stack?.path ?? []), String(index)]));
  const whoseIn = (instance: string) => [...owners].flatMap(([path, whose]) => (path.startsWith(`${instance}/`) ? [whose] : []));
  const theirs = instances.filter((instance) => whoseIn(instance).includes("own"));
  const isAnyOthers = instances.some((instance) => !theirs.includes(instance) && whoseIn(instance).includes("other"));
  if (!isAnyOthers) return { value: cancelDialog(dialog), moved: new Map() };
  const isOwn = (path: string) => owners.get(path) === "own" || theirs.some((instance) => path.startsWith(`${instance}/`));
  return withoutPerson(dialog, { isOwn, ids, redactor });
}

/** A dialog value with nothing in progress, in the spelling of the SDK that wrote it: the bot finds it and begins anew. */
export function cancelDialog(dialog: JsonValue): JsonValue {
  const stack = findStack(dialog);
  return stack === null ? dialog : emptiedAt(dialog, stack.path);
}

/** Only what leads to the list is kept, and the type markers beside it. */
function emptiedAt(value: JsonValue, path: readonly string[]): JsonValue {
  const [key, ...rest] = path;
  if (key === undefined || !isJsonObject(value)) return [];
  const kept: JsonObject = {};
  for (const [name, child] of Object.entries(value)) {
    if (name === key) setOwn(kept, name, emptiedAt(child, rest));
    else if (name.startsWith("$") || name.startsWith("py/")) setOwn(kept, name, child);
  }
  return kept;
}
