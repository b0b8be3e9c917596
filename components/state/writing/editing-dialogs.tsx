"use client";
import dynamic from "next/dynamic";
import type { AllScopes } from "@/lib/model";
import type { WriterName } from "../panels/describe-writer";
import { ConflictDialog } from "./conflict-dialog";
import { JsonDialog } from "./json-dialog";
import type { ResetSubject } from "./propose-reset-dialog";
import { ResetDialog } from "./reset-dialog";
import { RestoreDialog } from "./restore-dialog";
import { toBase } from "./state-actions";
import type { StateWrite } from "./state-write";
import type { Editing } from "./use-editing";

// Seldom needed: only of production bots.
const ProposeResetDialog = dynamic(() => import("./propose-reset-dialog").then((module) => module.ProposeResetDialog), { ssr: false });

type EditingDialogsProps = {
  editing: Editing;
  state: AllScopes;
  writerName: WriterName;
  /** Whose state a reset is proposed of; null where it is done at once. */
  resetSubject: ResetSubject | null;
};

/** The dialogs of editing; at most one is open. */
export function EditingDialogs({ editing, state, writerName, resetSubject }: EditingDialogsProps) {
  const { writes, edits, json, setJson, resetting, setResetting, restoring, setRestoring } = editing;
  const { conflict, settleConflict } = writes;

  async function write(wanted: StateWrite): Promise<string | null> {
    const outcome = await writes.save(wanted);
    return outcome.status === "failed" ? outcome.sentence : null;
  }

  async function saveDecided(wanted: StateWrite): Promise<string | null> {
    const outcome = await writes.save(wanted);
    if (outcome.status === "saved") settleConflict();
    return outcome.status === "failed" ? outcome.sentence : null;
  }

  if (conflict) {
    return (
      <ConflictDialog
        conflict={conflict}
        writerName={writerName}
        onSave={saveDecided}
        onTakeTheirs={settleConflict}
        onEditAgain={(scope, mine, now) => {
          settleConflict();
          setJson({ scope, base: toBase(now), data: mine, path: [], isUnsaved: true });
        }}
      />
    );
  }
  if (json) {
    const { scope, base } = json;
    return (
      <JsonDialog
        key={base.eTag}
        editing={json}
        state={state[scope]}
        onSave={(data) => edits[scope].save(base, () => data)}
        onClose={() => setJson(null)}
      />
    );
  }
  if (restoring) return <RestoreDialog restoring={restoring} writes={writes} onClose={() => setRestoring(null)} />;
  if (resetting && resetSubject) {
    return <ProposeResetDialog chosen={resetting} subject={resetSubject} onClose={() => setResetting(null)} />;
  }
  return resetting && <ResetDialog chosen={resetting} state={state} onReset={write} onClose={() => setResetting(null)} />;
}
