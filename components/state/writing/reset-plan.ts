import { type AllScopes, isJsonObject, type JsonValue, jsonBytes, readDialogStack, type Scope, scopes } from "@/lib/model";
import { flattenFrames } from "../dialogs/dialog-frames";
import { countValues } from "../values/measure";
import { toBase } from "./state-actions";
import { nameScopes, type StateWrite } from "./state-write";

type PlannedProperty = { name: string; values: number; bytes: number };
export type PlannedScope = { scope: Scope; properties: PlannedProperty[]; values: number; bytes: number; dialogs: string[] };

/** What a reset takes away and what it leaves, scope by scope. */
export type ResetPlan = { goes: PlannedScope[]; stays: PlannedScope[] };

export function planReset(state: AllScopes, chosen: readonly Scope[]): ResetPlan {
  const planned = scopes.map((scope) => planScope(state, scope));
  return {
    goes: planned.filter(({ scope }) => chosen.includes(scope)),
    stays: planned.filter(({ scope }) => !chosen.includes(scope)),
  };
}

function planScope(state: AllScopes, scope: Scope): PlannedScope {
  const { data, bytes } = state[scope];
  const properties = isJsonObject(data) ? Object.entries(data).map(planProperty) : [];
  const dialogs = scope === "dialog" && isJsonObject(data) ? flattenFrames(readDialogStack(data)).map((frame) => frame.id) : [];
  return { scope, properties, bytes, dialogs, values: properties.reduce((sum, { values }) => sum + values, 0) };
}

function planProperty([name, value]: [string, JsonValue]): PlannedProperty {
  return { name, values: Math.max(countValues(value), 1), bytes: jsonBytes(value) };
}

/** One write for all chosen scopes that hold anything; null when none does. */
export function toResetWrite(state: AllScopes, chosen: readonly Scope[]): StateWrite | null {
  const filled = chosen.filter((scope) => state[scope].data !== null);
  if (filled.length === 0) return null;
  const write: StateWrite = { kind: "reset", done: `Reset ${nameScopes(chosen)}`, scopes: {} };
  for (const scope of filled) write.scopes[scope] = { data: null, base: toBase(state[scope]) };
  return write;
}
