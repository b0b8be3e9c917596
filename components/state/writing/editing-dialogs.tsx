"use client";
import type { AllScopes } from "@/lib/model";
import type { WriterName } from "../panels/describe-writer";
import { ConflictDialog } from "./conflict-dialog";
import { JsonDialog } from "./json-dialog";
import { ResetDialog } from "./reset-dialog";
import { RestoreDialog } from "./restore-dialog";
import { toBase } from "./state-actions";
import type { StateWrite } from "./state-write";
import type { Editing } from "./use-editing";

type EditingDialogsProps = { editing: Editing; state: AllScopes; writerName: WriterName };

/** The dialogs of editing; at most one is open. */
export function EditingDialogs({ editing, state, writerName }: EditingDialogsProps) {
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
  return resetting && <ResetDialog chosen={resetting} state={state} onReset={write} onClose={() => setResetting(null)} />;
}
