import {
  getAtPath,
  getOwn,
  HarnessError,
  isEqualJson,
  isJsonObject,
  type JsonValue,
  jsonBytes,
  jsonValueDepth,
  maxItemBytes,
  maxJsonDepth,
  type PatchOperation,
  parsePointer,
  setOwn,
} from "@/lib/model";

/**
 * The value after an RFC 6902 patch; the given one stays as it is. Throws `patch_conflict` when an operation does not fit
 * the value, and nothing of the patch counts. Ours because the rfc6902 package takes `__proto__` for the prototype, "length"
 * for an index, and cannot compare long lists; tests use it as the other opinion.
 */
export function applyJsonPatch(value: JsonValue, operations: readonly PatchOperation[]): JsonValue {
  const document: PatchedDocument = { root: structuredClone(value), copiedBytes: 0 };
  operations.forEach((operation, position) => {
    const fault = applyOperation(document, operation);
    if (fault !== null) throw patchConflict(operation, position, fault);
  });
  return document.root;
}

type PatchedDocument = { root: JsonValue; copiedBytes: number };

/** Why an operation does not fit, as a sentence; null when it was done. */
type Fault = string | null;

const nothingThere = "Nothing is there";

function applyOperation(document: PatchedDocument, operation: PatchOperation): Fault {
  const path = parsePointer(operation.path);
  switch (operation.op) {
    case "add":
      return add(document, path, structuredClone(operation.value));
    case "remove":
      return remove(document, path);
    case "replace":
      return replace(document, path, structuredClone(operation.value));
    case "move":
      return move(document, parsePointer(operation.from), path);
    case "copy":
      return copy(document, parsePointer(operation.from), path);
    case "test":
      return isEqualJson(getAtPath(document.root, path), operation.value) ? null : "The value is another one";
  }
}

function add(document: PatchedDocument, path: readonly string[], value: JsonValue): Fault {
  if (path.length + jsonValueDepth(value, maxJsonDepth) > maxJsonDepth) return `State may nest ${maxJsonDepth} levels`;
  const key = path.at(-1);
  if (key === undefined) return replaceRoot(document, value);
  const parent = getAtPath(document.root, path.slice(0, -1));
  if (Array.isArray(parent)) {
    const index = key === "-" ? parent.length : toIndex(key);
    if (index === null || index > parent.length) return "The list has no such place";
    parent.splice(index, 0, value);
    return null;
  }
  if (!isJsonObject(parent)) return "Only an object or a list can hold this";
  setOwn(parent, key, value);
  return null;
}

function remove(document: PatchedDocument, path: readonly string[]): Fault {
  const key = path.at(-1);
  if (key === undefined) return "The whole scope is removed with DELETE";
  const parent = getAtPath(document.root, path.slice(0, -1));
  if (Array.isArray(parent)) {
    const index = toIndex(key);
    if (index === null || index >= parent.length) return nothingThere;
    parent.splice(index, 1);
    return null;
  }
  if (!isJsonObject(parent) || getOwn(parent, key) === undefined) return nothingThere;
  delete parent[key];
  return null;
}

/** In place: removing and adding again would move the property to the end of its object. */
function replace(document: PatchedDocument, path: readonly string[], value: JsonValue): Fault {
  if (getAtPath(document.root, path) === undefined) return nothingThere;
  const parent = getAtPath(document.root, path.slice(0, -1));
  if (path.length === 0 || !Array.isArray(parent)) return add(document, path, value);
  return remove(document, path) ?? add(document, path, value);
}

function move(document: PatchedDocument, from: readonly string[], path: readonly string[]): Fault {
  const value = getAtPath(document.root, from);
  if (value === undefined) return nothingThere;
  const isInside = from.every((part, position) => part === path[position]);
  if (isInside) return from.length === path.length ? null : "A value cannot be moved into itself";
  return remove(document, from) ?? add(document, path, value);
}

/** A short patch can double the value with every operation, so what is copied is counted. */
function copy(document: PatchedDocument, from: readonly string[], path: readonly string[]): Fault {
  const value = getAtPath(document.root, from);
  if (value === undefined) return nothingThere;
  document.copiedBytes += jsonBytes(value);
  if (document.copiedBytes > maxItemBytes) return `A patch may copy ${maxItemBytes} bytes`;
  return add(document, path, structuredClone(value));
}

function replaceRoot(document: PatchedDocument, value: JsonValue): Fault {
  document.root = value;
  return null;
}

function toIndex(key: string): number | null {
  return /^(0|[1-9]\d*)$/.test(key) ? Number(key) : null;
}

function patchConflict({ op, path }: PatchOperation, position: number, fault: string): HarnessError {
  return new HarnessError("patch_conflict", `Operation ${position} (${op}) does not fit the stored value: ${fault}. Nothing was changed.`, {
    details: { errors: [{ in: "body", path: `/${position}`, message: `${fault}: ${op} ${path}` }] },
  });
}
