import { findDialogProperty, formatPointer, isJsonObject, type JsonObject, type JsonValue, setOwn } from "@/lib/model";
import { hashOf } from "@/lib/state";
import { withoutDialogs } from "../../words/cancel-dialog";
import type { Owners } from "../../words/whose-leaf";
import { type Remainder, withoutPerson } from "../../words/without-person";
import type { Version } from "../item-history";
import type { KnownAs } from "../known-as";

export type PropertyNow = { property: string; value: JsonValue; owners: Owners };
export type PropertyThen = { property: string; value: JsonValue | undefined; owners: Owners; version: Version };

/** A version with what is left of it; `rest` is undefined where nothing is. */
export type RewrittenVersion = Version & { property: string; rest: JsonValue | undefined; restHash: string | null };

/** An item's data without the person, and where each leaf that stays was before. */
export type Rest = { data: JsonObject; moved: Map<string, string> };

/** Puts what is left of a property into the rest of its item. */
export function keepProperty(known: KnownAs, { property, value, owners }: PropertyNow, { data, moved }: Rest): void {
  const remainder = withoutTheirs(known, { property, value, owners });
  if (remainder.value !== undefined) setOwn(data, remainder.property, remainder.value);
  const [from, to] = [formatPointer([property]), formatPointer([remainder.property])];
  for (const [later, earlier] of remainder.moved) moved.set(to + later, from + earlier);
}

/** A property without the person; of its dialogs those are cancelled in which something is theirs. */
function withoutTheirs({ ids, redactor }: KnownAs, { property, value, owners }: PropertyNow): Remainder & { property: string } {
  const name = redactor.redact(property);
  const nothing = { property: name, value: undefined, moved: new Map<string, string>() };
  if (ids.has(property)) return nothing;
  const isTheirs = [...owners.values()].includes("own");
  if (isTheirs && isDialog(property, value)) return { property: name, ...withoutDialogs(value, { owners, ids, redactor }) };
  return { property: name, ...withoutPerson(value, { isOwn: (path) => owners.get(path) === "own", ids, redactor }) };
}

export function isDialog(property: string, value: JsonValue): boolean {
  return isJsonObject(value) && findDialogProperty({ [property]: value }) !== null;
}

/** Null for a version that stays as it is. */
export function rewriteVersion(known: KnownAs, { property, owners, version }: Omit<PropertyThen, "value">): RewrittenVersion | null {
  if (version.value === undefined) return null;
  const { value: rest } = withoutTheirs(known, { property, value: version.value, owners });
  const text = rest === undefined ? null : JSON.stringify(rest);
  if (text === JSON.stringify(version.value) && known.redactor.redact(property) === property) return null;
  return { ...version, property, rest, restHash: text === null ? null : hashOf(text) };
}
