import { type AllScopes, isEqualJson, type JsonObject, type Scope, type StateMoment, scopeLabels, scopes } from "@/lib/model";
import { type CurrentScopes, type ScopeBase, type StateWriteInput, toBase, type WriteKind } from "./state-actions";

/** A write a person asked for: each scope as it shall be, and as it was when they decided. */
export type StateWrite = {
  kind: WriteKind;
  /** Said when it is done: "Edited user state". */
  done: string;
  scopes: Partial<Record<Scope, { data: JsonObject | null; base: ScopeBase }>>;
  /** Of a restore. */
  moment?: StateMoment;
};

function writtenScopes(write: StateWrite): Scope[] {
  return scopes.filter((scope) => write.scopes[scope] !== undefined);
}

export function toInput(write: StateWrite): StateWriteInput {
  const input: StateWriteInput = { kind: write.kind, scopes: {}, ...(write.moment && { moment: write.moment }) };
  for (const scope of writtenScopes(write)) {
    const wanted = write.scopes[scope];
    if (wanted) input.scopes[scope] = { data: wanted.data, eTag: wanted.base.eTag };
  }
  return input;
}

/** The same write upon what is stored now. */
export function rebase(write: StateWrite, current: CurrentScopes): StateWrite {
  const next: StateWrite = { ...write, scopes: { ...write.scopes } };
  for (const scope of writtenScopes(write)) {
    const [wanted, now] = [write.scopes[scope], current[scope]];
    if (wanted && now) next.scopes[scope] = { data: wanted.data, base: toBase(now) };
  }
  return next;
}

/** The same write with other data for one of its scopes. */
export function replaceData(write: StateWrite, scope: Scope, data: JsonObject | null): StateWrite {
  const wanted = write.scopes[scope];
  return wanted ? { ...write, scopes: { ...write.scopes, [scope]: { ...wanted, data } } } : write;
}

/**
 * Scopes whose value somebody else changed. An eTag can be stale while the value is the same: conversation and dialog state
 * share one store item, and an undo leaves an old value under a new eTag. Then nothing can be lost.
 */
export function scopesInConflict(write: StateWrite, current: CurrentScopes): Scope[] {
  return writtenScopes(write).filter((scope) => {
    const now = current[scope];
    return now !== undefined && !isEqualJson(toBase(now).data, write.scopes[scope]?.base.data);
  });
}

/** The write that brings back what was there before, on the condition that `after` is still there. */
export function toUndo(write: StateWrite, after: AllScopes): StateWrite {
  const names = nameScopes(writtenScopes(write));
  const undo: StateWrite = { kind: "undo", done: `Took back the ${write.kind} of ${names}`, scopes: {} };
  for (const scope of writtenScopes(write)) {
    const base = write.scopes[scope]?.base;
    if (base) undo.scopes[scope] = { data: base.data, base: toBase(after[scope]) };
  }
  return undo;
}

/** "user state", "user and private state", "all state". */
export function nameScopes(list: readonly Scope[]): string {
  if (list.length === scopes.length) return "all state";
  const [only] = list;
  if (list.length === 1 && only) return scopeLabels[only].toLowerCase();
  return `${list.slice(0, -1).join(", ")} and ${list.at(-1)} state`;
}
