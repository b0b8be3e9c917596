import { formatPointer, isJsonObject, isMaskedValue, type JsonValue, maskedText } from "@/lib/model";

/** A value and its place, as one line. */
export type LeafRow = { path: string; text: string; value: JsonValue };

/** Every value of a scope, in its order; an empty object or list is a value too. */
export function leafRows(data: JsonValue | undefined): LeafRow[] {
  const rows: LeafRow[] = [];
  collect(data ?? null, []);
  return rows;

  function collect(value: JsonValue, path: readonly (string | number)[]): void {
    const members = Array.isArray(value) ? value.entries() : isJsonObject(value) && !isMaskedValue(value) ? Object.entries(value) : null;
    const inner = members ? [...members] : [];
    for (const [name, item] of inner) collect(item, [...path, name]);
    if (inner.length === 0 && path.length > 0) rows.push({ path: formatPointer(path), text: toText(value), value });
  }
}

function toText(value: JsonValue): string {
  if (isMaskedValue(value)) return maskedText;
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** Texts that say something about somebody: what could be anybody's is not worth a mark. */
export function tellingTexts(rows: readonly LeafRow[]): Set<string> {
  return new Set(rows.filter(({ value }) => isTelling(value)).map(({ text }) => text));
}

function isTelling(value: JsonValue): boolean {
  if (typeof value === "number") return Math.abs(value) >= 1000;
  return typeof value === "string" && value.trim().length >= 3;
}
