"use client";
import { useCallback, useMemo, useState } from "react";
import type { AllScopes, Scope } from "@/lib/model";
import type { JsonEditing } from "./json-dialog";
import type { Restoring } from "./restore-dialog";
import { createScopeEdits, type ScopeEdits } from "./scope-edits";
import { type StateActions, toBase } from "./state-actions";
import { type StateWrites, useStateWrites } from "./use-state-writes";

export type Editing = {
  writes: StateWrites;
  edits: Record<Scope, ScopeEdits>;
  json: JsonEditing | null;
  setJson: (json: JsonEditing | null) => void;
  resetting: readonly Scope[] | null;
  setResetting: (chosen: readonly Scope[] | null) => void;
  restoring: Restoring | null;
  setRestoring: (restoring: Restoring | null) => void;
};

/** Everything that changes state by hand, and which of its dialogs is open. */
export function useEditing(state: AllScopes, actions: StateActions): Editing {
  const writes = useStateWrites(actions);
  const [json, setJson] = useState<JsonEditing | null>(null);
  const [resetting, setResetting] = useState<readonly Scope[] | null>(null);
  const [restoring, setRestoring] = useState<Restoring | null>(null);
  const user = useScopeEdits("user", state, writes, setJson);
  const conversation = useScopeEdits("conversation", state, writes, setJson);
  const privateEdits = useScopeEdits("private", state, writes, setJson);
  const dialog = useScopeEdits("dialog", state, writes, setJson);
  const edits = useMemo(() => ({ user, conversation, private: privateEdits, dialog }), [user, conversation, privateEdits, dialog]);
  return { writes, edits, json, setJson, resetting, setResetting, restoring, setRestoring };
}

function useScopeEdits(scope: Scope, state: AllScopes, { save }: StateWrites, setJson: (json: JsonEditing) => void): ScopeEdits {
  const own = state[scope];
  const editJson = useCallback(
    (_: Scope, path: readonly string[]) => {
      const base = toBase(own);
      setJson({ scope, base, data: base.data ?? {}, path });
    },
    [scope, own, setJson],
  );
  return useMemo(() => createScopeEdits({ scope, state: own, writes: { save }, editJson }), [scope, own, save, editJson]);
}
