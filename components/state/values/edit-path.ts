import { filterOwn, getOwn, isJsonObject, type JsonObject, type JsonValue, setOwn } from "@/lib/model";

/**
 * Edits of one place inside a value. Each returns a copy: what lies beside the path keeps its identity, properties keep their
 * order (C# wants `$type` first), and names such as `__proto__` are plain data. A path that is not there is a RangeError.
 */
export function setAtPath(root: JsonObject, path: readonly string[], value: JsonValue): JsonObject {
  return updateParent(root, path, (parent, part) => withChild(parent, part, value));
}

export function removeAtPath(root: JsonObject, path: readonly string[]): JsonObject {
  return updateParent(root, path, (parent, part) => {
    requireChild(parent, part);
    if (Array.isArray(parent)) return parent.filter((_, index) => String(index) !== part);
    return filterOwn(parent, (key) => key !== part);
  });
}

/** The property keeps its place among its siblings. Refuses a name that is taken, and items of a list. */
export function renameAtPath(root: JsonObject, path: readonly string[], name: string): JsonObject {
  return updateParent(root, path, (parent, part) => {
    requireChild(parent, part);
    if (Array.isArray(parent)) throw new RangeError("Items of a list have no name.");
    if (name !== part && Object.hasOwn(parent, name)) throw new RangeError(`"${name}" is already there.`);
    const copy: JsonObject = {};
    for (const key of Object.keys(parent)) setOwn(copy, key === part ? name : key, parent[key]);
    return copy;
  });
}

type Container = JsonValue[] | JsonObject;

function updateParent(root: JsonObject, path: readonly string[], update: (parent: Container, part: string) => Container): JsonObject {
  const part = path.at(-1);
  if (part === undefined) throw new RangeError("The root itself has no place to edit.");
  const edited = updateAt(root, path.slice(0, -1), (parent) => update(parent, part));
  if (!isJsonObject(edited)) throw new RangeError("The root of a scope is an object.");
  return edited;
}

function updateAt(value: JsonValue, path: readonly string[], update: (found: Container) => Container): Container {
  if (!Array.isArray(value) && !isJsonObject(value)) throw new RangeError("There is no object or list at this place.");
  const [part, ...rest] = path;
  if (part === undefined) return update(value);
  return withChild(value, part, updateAt(requireChild(value, part), rest, update));
}

function requireChild(parent: Container, part: string): JsonValue {
  const child = Array.isArray(parent) ? parent[toIndex(part)] : getOwn(parent, part);
  if (child === undefined) throw new RangeError("There is nothing at this place.");
  return child;
}

/** An index one past the end appends. */
function withChild(parent: Container, part: string, value: JsonValue): Container {
  if (!Array.isArray(parent)) {
    const copy = filterOwn(parent, () => true);
    setOwn(copy, part, value);
    return copy;
  }
  const index = toIndex(part);
  if (index > parent.length) throw new RangeError("There is no such place in the list.");
  const copy = parent.slice();
  copy[index] = value;
  return copy;
}

function toIndex(part: string): number {
  if (!/^(0|[1-9]\d*)$/.test(part)) throw new RangeError(`"${part}" is not a place in a list.`);
  return Number(part);
}
