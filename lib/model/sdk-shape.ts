import { getOwn, isJsonObject, type JsonObject, type JsonValue } from "./json";

/** A name as each SDK spells it: `retryPrompt`, C# `RetryPrompt`, Python `retry_prompt` and its private `_retry_prompt`. */
function spellings(name: string): string[] {
  const snake = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return [name, name.charAt(0).toUpperCase() + name.slice(1), snake, `_${snake}`];
}

/** The key under which an SDK object holds `name` (camel case), whichever language wrote it; null when there is none. */
export function findSdkKey(value: JsonValue | undefined, name: string): string | null {
  if (!isJsonObject(value)) return null;
  return spellings(name).find((key) => Object.hasOwn(value, key)) ?? null;
}

/** What an SDK object holds under `name`; undefined also when it is null, which C# writes for nothing. */
export function getSdkValue(value: JsonValue | undefined, name: string): JsonValue | undefined {
  const key = findSdkKey(value, name);
  return key !== null && isJsonObject(value) ? (getOwn(value, key) ?? undefined) : undefined;
}

/** A list and the keys that lead to it: C# wraps lists as `{$type, $values}`. */
export type SdkList = { items: JsonValue[]; path: string[] };

export function findSdkList(value: JsonValue | undefined, name: string): SdkList | null {
  const key = findSdkKey(value, name);
  const list = key !== null && isJsonObject(value) ? getOwn(value, key) : undefined;
  if (key === null || list === undefined) return null;
  if (Array.isArray(list)) return { items: list, path: [key] };
  const wrapped = isJsonObject(list) ? getOwn(list, "$values") : undefined;
  return Array.isArray(wrapped) ? { items: wrapped, path: [key, "$values"] } : null;
}

/** Type markers that C# (Newtonsoft) and Python (jsonpickle) put among an object's own properties. */
export function isTypeMarker(key: string): boolean {
  return key === "$type" || key === "$id" || key.startsWith("py/");
}

export function hasTypeMarker(value: JsonValue | undefined): boolean {
  return isJsonObject(value) && Object.keys(value).some(isTypeMarker);
}

export function asObject(value: JsonValue | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}
