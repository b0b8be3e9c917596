import { isJsonObject, type JsonValue } from "./json";

/**
 * The one text that a JSON value has (RFC 8785): names sorted by UTF-16 code units, no white space, numbers and strings as JavaScript writes
 * them. What is hashed and signed. A string with half a surrogate pair is written escaped, which the RFC would refuse.
 */
export function canonicalJson(value: JsonValue): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (!isJsonObject(value)) return JSON.stringify(value);
  const members = Object.keys(value)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${canonicalJson(value[name] ?? null)}`);
  return `{${members.join(",")}}`;
}
