import { filterOwn, HarnessError, isJsonObject, type JsonObject, maxItemBytes, maxKeyCharacters } from "@/lib/model";

/** A value as it will be stored: `text` without the eTag, and the condition that the caller set. */
export type PreparedItem = { key: string; text: string; bytes: number; ifMatch: string | null };

/** Checks limits and takes the value's JSON now, so that what the bot changes afterwards is not written. */
export function prepareItem(key: string, value: unknown): PreparedItem {
  checkKey(key);
  const data = toData(value);
  const text = JSON.stringify(filterOwn(data, (name) => name !== "eTag"));
  const bytes = Buffer.byteLength(text);
  if (bytes > maxItemBytes) {
    throw new HarnessError("item_too_large", `A store item may hold ${maxItemBytes} bytes; this one has ${bytes}. Nothing was written.`);
  }
  return { key, text, bytes, ifMatch: conditionOf(data) };
}

export function checkKey(key: string): void {
  if (key.length <= maxKeyCharacters) return;
  throw new HarnessError(
    "key_too_long",
    `A storage key may have ${maxKeyCharacters} characters; this one has ${key.length}. Nothing was written.`,
  );
}

function toData(value: unknown): JsonObject {
  const text = JSON.stringify(value);
  const data: unknown = text === undefined ? undefined : JSON.parse(text);
  if (isJsonObject(data)) return data;
  throw new HarnessError("invalid_request", "A store item is a JSON object. Nothing was written.");
}

/** No eTag and "*" both overwrite (protocols §5.1); anything else must equal the stored one. */
function conditionOf(data: JsonObject): string | null {
  const eTag = Object.hasOwn(data, "eTag") ? data.eTag : undefined;
  if (eTag === undefined || eTag === null || eTag === "*") return null;
  return String(eTag);
}
