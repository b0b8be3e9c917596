import { formatPointer, isJsonObject, type JsonValue } from "@/lib/model";

/** A scalar of an item that several people share. `about`: whom its place names, by a key or an id beside it; null where it names nobody. */
export type SharedLeaf = { path: string; value: Exclude<JsonValue, object>; about: string | null };

/** The scalars of a value, each with the person whom the nearest place around it names (`members/{id}`, or an object that holds the id). */
export function listSharedLeaves(value: JsonValue, userIds: ReadonlySet<string>): SharedLeaf[] {
  const found: SharedLeaf[] = [];
  collect(value, { path: [], about: null }, { userIds, found });
  return found;
}

type Place = { path: readonly string[]; about: string | null };

function collect(value: JsonValue, { path, about }: Place, into: { userIds: ReadonlySet<string>; found: SharedLeaf[] }): void {
  if (typeof value !== "object" || value === null) {
    const named = typeof value === "string" && into.userIds.has(value) ? value : about;
    into.found.push({ path: formatPointer(path), value, about: named });
    return;
  }
  const within = isJsonObject(value) ? (namedIn(Object.values(value), into.userIds) ?? about) : about;
  for (const [key, child] of Object.entries(value)) {
    collect(child, { path: [...path, key], about: into.userIds.has(key) ? key : within }, into);
  }
}

/** Whom an object is about that holds one person's id among its own values; of several it is about none. */
function namedIn(values: readonly JsonValue[], userIds: ReadonlySet<string>): string | null {
  const named = values.filter((value): value is string => typeof value === "string" && userIds.has(value));
  return named.length === 1 ? (named[0] ?? null) : null;
}
