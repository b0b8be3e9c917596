import { type JsonObject, type Scope, type ScopeState, scopeLabels } from "@/lib/model";
import { removeAtPath } from "../values/edit-path";
import { type ScopeBase, toBase } from "./state-actions";
import type { StateWrites } from "./use-state-writes";

/** Editing one scope. Each answers a sentence when it did not work; null when it did, or when the tester is asked what to keep. */
export type ScopeEdits = {
  /** The scope as it is now: an edit takes it along from its first moment, so that nothing written meanwhile is lost. */
  base: () => ScopeBase;
  save: (base: ScopeBase, change: (data: JsonObject) => JsonObject, done?: string) => Promise<string | null>;
  remove: (path: readonly string[]) => Promise<string | null>;
  editJson: (path?: readonly string[]) => void;
};

type ScopeEditsInput = {
  scope: Scope;
  state: ScopeState;
  writes: Pick<StateWrites, "save">;
  editJson: (scope: Scope, path: readonly string[]) => void;
};

export function createScopeEdits({ scope, state, writes, editJson }: ScopeEditsInput): ScopeEdits {
  const label = scopeLabels[scope].toLowerCase();
  const base = () => toBase(state);

  async function save(from: ScopeBase, change: (data: JsonObject) => JsonObject, done = `Edited ${label}`): Promise<string | null> {
    const before = from.data ?? {};
    const changed = tryChange(before, change);
    if (changed.refusal !== null) return changed.refusal;
    if (JSON.stringify(changed.data) === JSON.stringify(before)) return null;
    const outcome = await writes.save({ kind: "edit", done, scopes: { [scope]: { data: changed.data, base: from } } });
    return outcome.status === "failed" ? outcome.sentence : null;
  }

  return {
    base,
    save,
    remove: (path) => save(base(), (data) => removeAtPath(data, path), `Removed ${path.at(-1)} from ${label}`),
    editJson: (path = []) => editJson(scope, path),
  };
}

function tryChange(
  data: JsonObject,
  change: (data: JsonObject) => JsonObject,
): { data: JsonObject; refusal: null } | { data: null; refusal: string } {
  try {
    return { data: change(data), refusal: null };
  } catch (error) {
    if (error instanceof RangeError) return { data: null, refusal: error.message };
    throw error;
  }
}
