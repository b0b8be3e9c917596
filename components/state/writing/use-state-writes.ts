"use client";
import { useCallback, useRef, useState } from "react";
import { toast } from "@/components/ui/toast";
import type { AllScopes } from "@/lib/model";
import { type CurrentScopes, failureSentence, readStale, type StateActions } from "./state-actions";
import { rebase, type StateWrite, scopesInConflict, toInput, toUndo } from "./state-write";

type WriteOutcome = { status: "saved" } | ({ status: "conflict" } & Conflict) | { status: "failed"; sentence: string };
export type Conflict = { write: StateWrite; current: CurrentScopes };

export type StateWrites = {
  save: (write: StateWrite) => Promise<WriteOutcome>;
  /** The same, and leaves it to the caller to ask again when somebody else wrote first. */
  trySave: (write: StateWrite) => Promise<WriteOutcome>;
  /** Takes back the newest hand-made write that was not taken back yet. */
  undoLast: () => void;
  /** Waits for an answer of the tester. */
  conflict: Conflict | null;
  settleConflict: () => void;
};

/** Others may write again and again; after this many times the tester is asked in any case. */
const maxQuietRetries = 3;

type Attempt = { status: "saved"; write: StateWrite; after: AllScopes } | ({ status: "conflict" } & Conflict);

/** Writes; when only the eTag moved on and no value did, once more upon the new eTag. */
async function attempt(actions: StateActions, write: StateWrite, retries = maxQuietRetries): Promise<Attempt> {
  try {
    return { status: "saved", write, after: await actions.write(toInput(write)) };
  } catch (error) {
    const current = readStale(error);
    if (!current) throw error;
    if (retries === 0 || scopesInConflict(write, current).length > 0) return { status: "conflict", write, current };
    return attempt(actions, rebase(write, current), retries - 1);
  }
}

/** Hand-made writes of one conversation: saving, undo in order, and the conflict that waits for an answer. */
export function useStateWrites(actions: StateActions): StateWrites {
  const undos = useRef<StateWrite[]>([]);
  const [conflict, setConflict] = useState<Conflict | null>(null);

  const run = useCallback(
    async (write: StateWrite, onSaved: (saved: StateWrite, after: AllScopes) => void): Promise<WriteOutcome> => {
      try {
        const result = await attempt(actions, write);
        if (result.status === "conflict") return result;
        onSaved(result.write, result.after);
        return { status: "saved" };
      } catch (error) {
        return { status: "failed", sentence: failureSentence(error) };
      }
    },
    [actions],
  );

  const takeBack = useCallback(
    async (undo: StateWrite | undefined) => {
      if (!undo) return toast({ message: "There is no edit or reset to take back" });
      if (!undos.current.includes(undo)) return toast({ message: "That was taken back already" });
      undos.current = undos.current.filter((other) => other !== undo);
      const outcome = await run(undo, () => toast({ message: undo.done }));
      if (outcome.status === "conflict") setConflict(outcome);
      if (outcome.status !== "failed") return;
      undos.current.push(undo);
      toast({ message: outcome.sentence, tone: "bad" });
    },
    [run],
  );

  const trySave = useCallback(
    (write: StateWrite) =>
      run(write, (saved, after) => {
        if (write.kind === "undo") return toast({ message: write.done });
        const undo = toUndo(saved, after);
        undos.current.push(undo);
        toast({ message: write.done, action: { label: "Undo", onClick: () => void takeBack(undo) } });
      }),
    [run, takeBack],
  );
  const save = useCallback(
    async (write: StateWrite) => {
      const outcome = await trySave(write);
      if (outcome.status === "conflict") setConflict(outcome);
      return outcome;
    },
    [trySave],
  );

  return {
    save,
    trySave,
    undoLast: useCallback(() => void takeBack(undos.current.at(-1)), [takeBack]),
    conflict,
    settleConflict: useCallback(() => setConflict(null), []),
  };
}
