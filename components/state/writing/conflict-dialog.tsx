"use client";
import { useMemo, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { ErrorNote } from "@/components/ui/error-note";
import { type JsonObject, type Scope, type ScopeState, scopes } from "@/lib/model";
import type { WriterName } from "../panels/describe-writer";
import { formatCount } from "../values/measure";
import { type MergeChoices, type MergePlan, planMerge, undecided } from "./merge-plan";
import { ScopeConflict } from "./scope-conflict";
import { toBase } from "./state-actions";
import { nameScopes, rebase, replaceData, type StateWrite, scopesInConflict } from "./state-write";
import type { Conflict } from "./use-state-writes";

type ConflictDialogProps = {
  conflict: Conflict;
  writerName: WriterName;
  /** Answers a sentence when it could not be saved. */
  onSave: (write: StateWrite) => Promise<string | null>;
  onTakeTheirs: () => void;
  /** Only for an edit of one scope. */
  onEditAgain: (scope: Scope, mine: JsonObject, now: ScopeState) => void;
};

type Plans = Partial<Record<Scope, MergePlan>>;
type Choices = Partial<Record<Scope, MergeChoices>>;

/** Somebody wrote first: both versions and what they make together; where they clash the tester chooses, place by place. */
export function ConflictDialog({ conflict, writerName, onSave, onTakeTheirs, onEditAgain }: ConflictDialogProps) {
  const { write, current } = conflict;
  const [failure, setFailure] = useState<string | null>(null);
  const [choices, setChoices] = useState<Choices>({});
  const inConflict = scopesInConflict(write, current);
  const plans = useMemo(() => planMerges(conflict), [conflict]);
  const openCount = inConflict.reduce((count, scope) => count + listUndecided(plans, choices, scope).length, 0);
  const merged = mergeAll(conflict, plans, choices);
  const [only] = inConflict;
  const now = only && current[only];
  const mine = only && merged.scopes[only]?.data;
  const canEdit = write.kind === "edit" && inConflict.length === 1 && only && mine && now;
  const safeChoice = useRef<HTMLButtonElement>(null);
  const editAgain = () => canEdit && onEditAgain(only, mine, now);
  const save = (wanted: StateWrite) => void onSave(wanted).then(setFailure);

  const footer = (
    <div className="flex w-full flex-wrap justify-end gap-2">
      {canEdit && (
        <Button ref={safeChoice} className="mr-auto" onClick={editAgain}>
          Edit again
        </Button>
      )}
      <Button ref={canEdit ? undefined : safeChoice} onClick={onTakeTheirs}>
        Take theirs
      </Button>
      <Button onClick={() => save(rebase(write, current))}>Keep mine</Button>
      <Button variant="primary" disabled={openCount > 0} onClick={() => save(merged)}>
        {openCount > 0 ? `Save merged (${formatCount(openCount, "clash", "clashes")} to decide)` : "Save merged"}
      </Button>
    </div>
  );
  return (
    <Dialog
      isOpen
      // What somebody typed is never lost by closing a dialog.
      onClose={canEdit ? editAgain : onTakeTheirs}
      initialFocus={safeChoice}
      width="lg"
      title={`The ${nameScopes(inConflict)} changed meanwhile`}
      description="Since you read it, it was written by someone else. Nothing of yours is saved yet. What only one of you changed is merged; where both did, choose."
      footer={footer}
    >
      {inConflict.map((scope) => {
        const [theirs, plan] = [current[scope], plans[scope]];
        if (!theirs || !plan) return null;
        return (
          <ScopeConflict
            key={scope}
            scope={scope}
            plan={plan}
            choices={choices[scope] ?? {}}
            onChoose={(path, side) => setChoices({ ...choices, [scope]: { ...choices[scope], [path]: side } })}
            wanted={write.scopes[scope]}
            theirs={theirs}
            writerName={writerName}
          />
        );
      })}
      {failure && <ErrorNote title="Not saved" detail={failure} />}
    </Dialog>
  );
}

function planMerges({ write, current }: Conflict): Plans {
  const plans: Plans = {};
  for (const scope of scopes) {
    const [wanted, theirs] = [write.scopes[scope], current[scope]];
    if (wanted && theirs) plans[scope] = planMerge({ base: wanted.base.data, mine: wanted.data, theirs: toBase(theirs).data });
  }
  return plans;
}

function listUndecided(plans: Plans, choices: Choices, scope: Scope): string[] {
  const plan = plans[scope];
  return plan ? undecided(plan, choices[scope] ?? {}) : [];
}

/** The same write with the merged data, upon what is stored now. */
function mergeAll({ write, current }: Conflict, plans: Plans, choices: Choices): StateWrite {
  return scopes.reduce(
    (merged, scope) => {
      const plan = plans[scope];
      return plan ? replaceData(merged, scope, plan.merge(choices[scope] ?? {})) : merged;
    },
    rebase(write, current),
  );
}
