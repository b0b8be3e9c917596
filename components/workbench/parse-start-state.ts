import { isJsonObject, type JsonObject } from "@/lib/model";

export type ParsedState = { kind: "empty" } | { kind: "ok"; data: JsonObject } | { kind: "wrong"; reason: string };

/** What a tester typed as a scope's starting state: JSON of an object, or nothing. */
export function parseStartState(text: string): ParsedState {
  if (text.trim() === "") return { kind: "empty" };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { kind: "wrong", reason: `This is not JSON yet: ${error instanceof Error ? error.message : String(error)}` };
  }
  if (!isJsonObject(value)) return { kind: "wrong", reason: `State is an object, such as {"userProfile": {"name": "Ann"}}.` };
  return { kind: "ok", data: value };
}
