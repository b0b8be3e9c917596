import { getOwn, isJsonObject, type JsonValue } from "./json";

/** RFC 6901: "/a~1b/0" is the path ["a/b", "0"]; "" is the root. Throws a RangeError on anything else. */
export function parsePointer(pointer: string): string[] {
  if (pointer === "") return [];
  if (!pointer.startsWith("/")) throw new RangeError(`A JSON Pointer starts with "/".`);
  if (/~(?![01])/.test(pointer)) throw new RangeError(`In a JSON Pointer "~" is written "~0" and "/" is written "~1".`);
  return pointer
    .slice(1)
    .split("/")
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
}

export function formatPointer(path: readonly (string | number)[]): string {
  return path.map((part) => `/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

/** The value at a path, or undefined when there is none. Own properties and array indices only. */
export function getAtPath(root: JsonValue, path: readonly string[]): JsonValue | undefined {
  let value: JsonValue | undefined = root;
  for (const part of path) {
    if (Array.isArray(value)) value = /^(0|[1-9]\d*)$/.test(part) ? value[Number(part)] : undefined;
    else if (isJsonObject(value)) value = getOwn(value, part);
    else return undefined;
  }
  return value;
}
