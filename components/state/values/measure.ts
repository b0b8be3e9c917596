import { isJsonObject, isMaskedValue, type JsonObject, type JsonValue, jsonBytes, maskedText } from "@/lib/model";
import { isErasedValue } from "./with-erased";

/** Plain values, and lists and objects that hold nothing; the scope itself does not count. */
export function countValues(value: JsonValue): number {
  if ((!Array.isArray(value) && !isJsonObject(value)) || isMaskedValue(value) || isErasedValue(value)) return 1;
  const children = Array.isArray(value) ? value : Object.values(value);
  return children.reduce<number>((sum, child) => sum + Math.max(countValues(child), 1), 0);
}

const sizes = new WeakMap<object, number | null>();

/** Bytes of a list or object as JSON, null when its values are masked; asked for every row on the screen, so it is remembered. */
export function containerBytes(value: JsonValue[] | JsonObject): number | null {
  const known = sizes.get(value);
  if (known !== undefined) return known;
  const bytes = holdsMasked(value) ? null : jsonBytes(value);
  sizes.set(value, bytes);
  return bytes;
}

function holdsMasked(value: JsonValue): boolean {
  if (isMaskedValue(value)) return true;
  if (Array.isArray(value)) return value.some(holdsMasked);
  return isJsonObject(value) && Object.values(value).some(holdsMasked);
}

export function formatBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const isMega = bytes >= 1024 * 1024;
  const amount = bytes / (isMega ? 1024 * 1024 : 1024);
  return `${amount < 10 && amount % 1 !== 0 ? amount.toFixed(1) : Math.round(amount)} ${isMega ? "MiB" : "KiB"}`;
}

export function formatCount(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}

/** "3 properties" or "12 items". */
export function describeContainer(value: JsonValue[] | JsonObject): string {
  if (Array.isArray(value)) return formatCount(value.length, "item");
  return formatCount(Object.keys(value).length, "property", "properties");
}

/** One line for any value: text in quotes, containers by what they hold. */
export function describeValue(value: JsonValue, maxCharacters = 80): string {
  if (Array.isArray(value)) return value.length === 0 ? "[ ]" : describeContainer(value);
  if (isMaskedValue(value)) return maskedText;
  if (isJsonObject(value)) return Object.keys(value).length === 0 ? "{ }" : describeContainer(value);
  const text = JSON.stringify(value);
  return text.length > maxCharacters ? `${text.slice(0, maxCharacters)}…` : text;
}
