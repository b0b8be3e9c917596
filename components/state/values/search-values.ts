import { formatPointer, isJsonObject, isMaskedValue, type JsonObject, type JsonValue } from "@/lib/model";
import { isErasedValue } from "./with-erased";

/** Pointers that match, and those on the way to them. Null query, null hits. */
export type SearchHits = { query: string; count: number; matches: ReadonlySet<string>; onTheWay: ReadonlySet<string> };

export function matchesQuery(query: string, name: string, value: JsonValue): boolean {
  return (
    name.toLowerCase().includes(query) ||
    (!isContainer(value) && !isMaskedValue(value) && !isErasedValue(value) && String(value).toLowerCase().includes(query))
  );
}

/** Looks in names and plain values, without regard to case. `basePath` is where `data` lies in its scope. */
export function searchValues(data: JsonValue, text: string, basePath: readonly string[] = []): SearchHits | null {
  const query = text.trim().toLowerCase();
  if (query === "") return null;
  const matches = new Set<string>();
  const onTheWay = new Set<string>();
  walk(data, formatPointer(basePath));
  return { query, count: matches.size, matches, onTheWay };

  function walk(parent: JsonValue, pointer: string): boolean {
    let isFound = false;
    for (const [name, value] of childrenOf(parent)) {
      const place = pointer + formatPointer([name]);
      // The index of a list item is no name that somebody chose.
      const isMatch = matchesQuery(query, Array.isArray(parent) ? "" : name, value);
      if (isMatch) matches.add(place);
      const isInside = isContainer(value) && walk(value, place);
      if (isInside) onTheWay.add(place);
      isFound = isFound || isMatch || isInside;
    }
    return isFound;
  }
}

export function isContainer(value: JsonValue): value is JsonValue[] | JsonObject {
  return Array.isArray(value) || (isJsonObject(value) && !isMaskedValue(value) && !isErasedValue(value));
}

export function childrenOf(value: JsonValue): [name: string, value: JsonValue][] {
  if (Array.isArray(value)) return value.map((item, index) => [String(index), item]);
  return isContainer(value) ? Object.entries(value) : [];
}

/** The text cut at each hit, for highlighting: every second piece is one. */
export function splitAtHits(text: string, query: string | null): string[] {
  if (!query) return [text];
  const pieces: string[] = [];
  const lower = text.toLowerCase();
  // Lower case may change the length of a text (İ); then places do not correspond and nothing is marked.
  if (lower.length !== text.length) return [text];
  let from = 0;
  for (let at = lower.indexOf(query); at !== -1; at = lower.indexOf(query, from)) {
    pieces.push(text.slice(from, at), text.slice(at, at + query.length));
    from = at + query.length;
  }
  return [...pieces, text.slice(from)];
}
