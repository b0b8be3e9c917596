import { isJsonObject, type JsonValue, setOwn } from "./json";

/** What stands in place of a text, whatever its length. */
export const maskedText = "•••••";

/** What stands in place of a value whose type may be known and nothing else. */
export type MaskedValue = { $masked: "string" | "number" | "boolean" | "null" };

/**
 * Whose values somebody may see. Values of test bots are open; those of a production bot are masked, but for a person whom the reader has
 * unmasked. `personId` is null for what is nobody's.
 */
export type Sight = { sees(botId: string, personId: string | null): boolean };

/** Everything is seen: for what never leaves the server, and for tests. */
export const fullSight: Sight = { sees: () => true };

/** A value with each scalar masked: its shape and types stay, neither lengths nor contents do. */
export function maskValue(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(maskValue);
  if (!isJsonObject(value)) return { $masked: value === null ? "null" : (typeof value as "string") };
  const masked = {};
  for (const [key, child] of Object.entries(value)) setOwn(masked, key, maskValue(child));
  return masked;
}
