import { formatPointer, isJsonObject, type JsonObject, type JsonValue, type Scope } from "@/lib/model";

/** A value of somebody's state that can be looked for in words. */
export type LeafValue = { scope: Scope; path: string; text: string };

/** `skipped`: those that could stand in any text by chance. */
export type LeafValues = { values: LeafValue[]; skipped: LeafValue[] };

/** What dialogs hold about themselves, and what they show to everybody they ask. */
const ofDialogsThemselves = new Set(["id", "instanceId", "stepIndex", "prompt", "retryPrompt", "choices", "validations", "$dialogType"]);

/** Strings and numbers of a state, each with its place: `path` is that of `data` in its scope. */
export function leafValues(scope: Scope, data: JsonValue, path: readonly string[] = []): LeafValues {
  const found: LeafValues = { values: [], skipped: [] };
  // Nothing stored is no value.
  if (data !== null) collect(data, path);
  return found;

  function collect(value: JsonValue, place: readonly (string | number)[]): void {
    if (Array.isArray(value)) for (const [index, item] of value.entries()) collect(item, [...place, index]);
    else if (isJsonObject(value)) collectMembers(value, place);
    else {
      const text = value === null ? "" : String(value).trim();
      (isTelling(value, text) ? found.values : found.skipped).push({ scope, path: formatPointer(place), text });
    }
  }

  function collectMembers(value: JsonObject, place: readonly (string | number)[]): void {
    for (const [name, item] of Object.entries(value)) if (!isSkipped(name)) collect(item, [...place, name]);
  }

  function isSkipped(name: string): boolean {
    return name === "eTag" || (scope === "dialog" && ofDialogsThemselves.has(name));
  }
}

/** Words under three letters, small numbers, true and false are said of everybody. */
function isTelling(value: JsonValue, text: string): boolean {
  if (typeof value === "boolean" || value === null) return false;
  if (text !== "" && Number.isFinite(Number(text))) return Math.abs(Number(text)) >= 1000;
  if (text === "true" || text === "false") return false;
  return [...text].filter((character) => /[\p{L}\p{N}]/u.test(character)).length >= 3;
}
