import type { JsonValue } from "@/lib/model";

/** Every text and number in a value, as it is read. */
export function stringsIn(value: JsonValue): string[] {
  if (typeof value === "string") return [value];
  if (typeof value === "number") return [String(value)];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}
