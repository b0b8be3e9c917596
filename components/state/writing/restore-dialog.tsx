"use client";
import { useMemo, useState } from "react";
import { Button } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";
import { Dialog } from "@/components/ui/dialog";
import { ErrorNote } from "@/components/ui/error-note";
import { ScopeDot } from "@/components/ui/scope-dot";
import { type AllScopes, countChanges, type Scope, type StateMoment, scopeLabels, type ValueChange } from "@/lib/model";
import { ChangeLabel, CountsLabel, changeWashes } from "../tree/change-label";
import { ValueText } from "../tree/value-text";
import { formatCount } from "../values/measure";
import { moveOn, planRestore, type RestoreScope, toRestoreWrite } from "./restore-plan";
import { nameScopes } from "./state-write";
import type { StateWrites } from "./use-state-writes";

/** The moment that shall come back, and what is stored now. */
export type Restoring = {
  moment: StateMoment;
  isBefore: boolean;
  happened: string;
  then: AllScopes;
  now: AllScopes;
  onRestored: () => void;
};

type RestoreDialogProps = { restoring: Restoring; writes: Pick<StateWrites, "trySave">; onClose: () => void };

/** Lists what a restore would change, scope by scope, before it is done; and again when somebody wrote in between. */
export function RestoreDialog({ restoring, writes, onClose }: RestoreDialogProps) {
  const { moment, isBefore, happened, then } = restoring;
  const [now, setNow] = useState(restoring.now);
  const [moved, setMoved] = useState<readonly Scope[]>([]);
  const [left, setLeft] = useState<readonly Scope[]>([]);
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const plan = useMemo(() => planRestore(now, then), [now, then]);
  const chosen = plan.filter(({ scope, changes }) => changes.length > 0 && !left.includes(scope)).map(({ scope }) => scope);
  const place = `${isBefore ? "before" : "after"} ${happened}`;

  async function restore(): Promise<void> {
    setBusy(true);
    const outcome = await writes.trySave(toRestoreWrite({ now, then, chosen, moment, happened: place }));
    setBusy(false);
    setFailure(outcome.status === "failed" ? outcome.sentence : null);
    if (outcome.status === "saved") {
      onClose();
      restoring.onRestored();
    }
    if (outcome.status !== "conflict") return;
    const since = moveOn(now, outcome.current);
    setNow(since.now);
    setMoved(since.moved);
  }

  const footer = (
    <>
      <Button onClick={onClose}>Cancel</Button>
      <Button variant="primary" disabled={chosen.length === 0 || isBusy} onClick={() => void restore()}>
        Restore{chosen.length > 0 && ` ${nameScopes(chosen)}`}
      </Button>
    </>
  );
  return (
    <Dialog
      isOpen
      width="lg"
      onClose={onClose}
      title={`Restore the state ${place}?`}
      description="The bot goes on from these values; what was said stays said. You can undo this afterwards."
      footer={footer}
    >
      {moved.length > 0 && (
        <ErrorNote
          className="mb-3"
          title="Nothing is restored yet"
          detail={`Somebody wrote to ${nameScopes(moved)} in the meantime. The list below is new: look at it again, then decide.`}
        />
      )}
      {plan.map((item) => (
        <ScopeChoice
          key={item.scope}
          item={item}
          isChosen={chosen.includes(item.scope)}
          onChoose={(isChosen) => setLeft(isChosen ? left.filter((scope) => scope !== item.scope) : [...left, item.scope])}
        />
      ))}
      {failure && <ErrorNote className="mt-3" title="Not restored" detail={failure} />}
    </Dialog>
  );
}

type ScopeChoiceProps = { item: RestoreScope; isChosen: boolean; onChoose: (isChosen: boolean) => void };

function ScopeChoice({ item: { scope, changes }, isChosen, onChoose }: ScopeChoiceProps) {
  const label = scopeLabels[scope];
  const counts = countChanges(changes.map((change) => ({ scope, ...change })))[scope];
  return (
    <div className="border-b border-line py-2 last:border-b-0">
      <label className="flex items-center gap-2 text-sm">
        <input
          type="checkbox"
          className="size-4 accent-accent"
          checked={isChosen}
          disabled={changes.length === 0}
          onChange={(event) => onChoose(event.target.checked)}
        />
        <ScopeDot scope={scope} />
        <span className="grow font-medium">{label}</span>
        {counts ? <CountsLabel counts={counts} /> : <span className="text-xs text-muted">as it was then</span>}
      </label>
      {changes.length > 0 && <ChangeLines label={`Changes in ${label.toLowerCase()}`} changes={changes} isFaint={!isChosen} />}
    </div>
  );
}

const maxLines = 100;

function ChangeLines({ label, changes, isFaint }: { label: string; changes: readonly ValueChange[]; isFaint: boolean }) {
  return (
    <ul aria-label={label} className={cx("mt-1.5 ml-6 font-mono text-[0.78125rem] leading-6", isFaint && "opacity-60")}>
      {changes.slice(0, maxLines).map((change) => (
        <li key={change.kind + change.path} className={cx("flex items-start gap-2 rounded px-2 not-last:mb-px", changeWashes[change.kind])}>
          <span className="max-w-[45%] shrink-0 wrap-anywhere">{change.path.slice(1)}</span>
          <span className="min-w-0 grow">
            {change.before !== undefined && (
              <>
                <span className="sr-only">now </span>
                <ValueText value={change.before} isStruck />{" "}
              </>
            )}
            {change.after !== undefined && (
              <>
                <span className="sr-only">then </span>
                <ValueText value={change.after} />
              </>
            )}
          </span>
          <ChangeLabel kind={change.kind} />
        </li>
      ))}
      {changes.length > maxLines && (
        <li className="px-2 font-sans text-xs text-muted">and {formatCount(changes.length - maxLines, "more change")}</li>
      )}
    </ul>
  );
}
