import { formatPointer, isJsonObject, type JsonObject, type JsonValue, ownIdsOf, setOwn } from "@/lib/model";
import { neutralWord, type Redactor } from "./redactor";

/** What is taken out of a value: the person's leaves, objects that are about them, keys that name them, and their identifiers in texts. */
export type Removal = { isOwn: (path: string) => boolean; ids: ReadonlySet<string>; redactor: Redactor };

/** The value without the person; undefined when nothing of it is left. `moved`: where each leaf that stays was before. */
export type Remainder = { value: JsonValue | undefined; moved: Map<string, string> };

export function withoutPerson(value: JsonValue | undefined, removal: Removal): Remainder {
  const moved = new Map<string, string>();
  if (value === undefined) return { value, moved };
  const rest = take(value, { removal, moved, from: [], to: [] });
  return { value: rest, moved };
}

type Walk = { removal: Removal; moved: Map<string, string>; from: readonly string[]; to: readonly string[] };

function take(value: JsonValue, walk: Walk): JsonValue | undefined {
  if (Array.isArray(value)) return takeItems(value, walk);
  if (isJsonObject(value)) return takeProperties(value, walk);
  const { removal, moved, from, to } = walk;
  const path = formatPointer(from);
  if (removal.isOwn(path)) return undefined;
  moved.set(formatPointer(to), path);
  return redactLeaf(removal.redactor, value);
}

/** A number that says who somebody is, such as a customer's, becomes null: what adds numbers up could not read a text. */
export function redactLeaf({ has, redact }: Redactor, leaf: JsonValue): JsonValue {
  if (typeof leaf === "number") return has(String(leaf)) ? null : leaf;
  return typeof leaf === "string" ? redact(leaf) : leaf;
}

function takeItems(items: readonly JsonValue[], walk: Walk): JsonValue[] | undefined {
  const rest: JsonValue[] = [];
  for (const [index, item] of items.entries()) {
    const kept = take(item, below(walk, String(index), String(rest.length)));
    if (kept !== undefined) rest.push(kept);
  }
  return rest.length === 0 && items.length > 0 ? undefined : rest;
}

function takeProperties(value: JsonObject, walk: Walk): JsonObject | undefined {
  const { ids, redactor } = walk.removal;
  if (ownIdsOf(value).some((id) => ids.has(id))) return undefined;
  const rest: JsonObject = {};
  for (const [key, child] of Object.entries(value)) {
    const redacted = redactor.redact(key);
    // What stands under who they are is about them.
    if (ids.has(key) || redacted === neutralWord) continue;
    const name = redacted === key ? key : freeName(redacted, [value, rest]);
    const kept = take(child, below(walk, key, name));
    if (kept !== undefined) setOwn(rest, name, kept);
  }
  return Object.keys(rest).length === 0 && Object.keys(value).length > 0 ? undefined : rest;
}

/** Two keys that differ only in the person would be one. */
function freeName(name: string, taken: readonly JsonObject[]): string {
  let free = name;
  for (let number = 2; taken.some((one) => Object.hasOwn(one, free)); number++) free = `${name} ${number}`;
  return free;
}

function below({ removal, moved, from, to }: Walk, key: string, name: string): Walk {
  return { removal, moved, from: [...from, key], to: [...to, name] };
}
