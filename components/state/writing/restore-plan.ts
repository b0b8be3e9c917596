import { type AllScopes, diffValues, isEqualJson, type Scope, type StateMoment, scopes, type ValueChange } from "@/lib/model";
import { type CurrentScopes, toBase } from "./state-actions";
import { nameScopes, type StateWrite } from "./state-write";

export type RestoreScope = { scope: Scope; changes: ValueChange[] };

/** What bringing a moment back would change in each scope, property by property; nothing where it is as it was then. */
export function planRestore(now: AllScopes, then: AllScopes): RestoreScope[] {
  return scopes.map((scope) => {
    return { scope, changes: diffValues(toBase(now[scope]).data ?? {}, toBase(then[scope]).data ?? {}) };
  });
}

type RestoreInput = { now: AllScopes; then: AllScopes; chosen: readonly Scope[]; moment: StateMoment; happened: string };

/** One write for all chosen scopes, on the condition that they still are as they were shown. */
export function toRestoreWrite({ now, then, chosen, moment, happened }: RestoreInput): StateWrite {
  const write: StateWrite = { kind: "restore", done: `Restored ${nameScopes(chosen)} to ${happened}`, scopes: {}, moment };
  for (const scope of chosen) write.scopes[scope] = { data: toBase(then[scope]).data, base: toBase(now[scope]) };
  return write;
}

/** The state that was shown, with what has been written since; and the scopes in which that made a difference. */
export function moveOn(shown: AllScopes, current: CurrentScopes): { now: AllScopes; moved: Scope[] } {
  const now = { ...shown, ...current };
  return { now, moved: scopes.filter((scope) => !isEqualJson(toBase(now[scope]).data, toBase(shown[scope]).data)) };
}
