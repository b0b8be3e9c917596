"use client";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { ErrorNote } from "@/components/ui/error-note";
import { ScopeDot } from "@/components/ui/scope-dot";
import { type AllScopes, type Scope, scopeLabels } from "@/lib/model";
import { formatBytes, formatCount } from "../values/measure";
import { type PlannedScope, planReset, toResetWrite } from "./reset-plan";
import { nameScopes, type StateWrite } from "./state-write";

type ResetDialogProps = {
  chosen: readonly Scope[];
  state: AllScopes;
  /** Answers a sentence when it could not be done. */
  onReset: (write: StateWrite) => Promise<string | null>;
  onClose: () => void;
};

/** Lists exactly what a reset takes away and what it leaves, before it is done. */
export function ResetDialog({ chosen, state, onReset, onClose }: ResetDialogProps) {
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const plan = planReset(state, chosen);
  const write = toResetWrite(state, chosen);
  const name = nameScopes(chosen);

  async function reset(): Promise<void> {
    if (!write || isBusy) return;
    setBusy(true);
    const sentence = await onReset(write);
    setBusy(false);
    setFailure(sentence);
    if (sentence === null) onClose();
  }

  const footer = (
    <>
      <Button onClick={onClose}>Cancel</Button>
      <Button variant="danger" disabled={!write || isBusy} onClick={() => void reset()}>
        Reset {name}
      </Button>
    </>
  );
  return (
    <Dialog isOpen onClose={onClose} title={`Reset ${name}?`} description="You can undo this afterwards." footer={footer}>
      <h3 className="text-xs font-semibold text-muted">This goes</h3>
      {write ? (
        plan.goes.map((scope) => <Going key={scope.scope} {...scope} />)
      ) : (
        <p className="py-1 text-sm">Nothing is stored there, so there is nothing to reset.</p>
      )}
      {plan.stays.length > 0 && (
        <>
          <h3 className="pt-3 text-xs font-semibold text-muted">This stays</h3>
          <ul>
            {plan.stays.map((scope) => (
              <li key={scope.scope}>
                <ScopeLine {...scope} />
              </li>
            ))}
          </ul>
        </>
      )}
      {failure && <ErrorNote className="mt-3" title="Not reset" detail={failure} />}
    </Dialog>
  );
}

function Going(planned: PlannedScope) {
  return (
    <div className="pb-1">
      <ScopeLine {...planned} />
      <ul aria-label={`Goes from ${scopeLabels[planned.scope].toLowerCase()}`} className="pl-4">
        {planned.properties.map(({ name, values, bytes }) => (
          <li key={name} className="flex gap-2 rounded bg-removed-wash px-2 text-sm leading-6 not-last:mb-px">
            <span aria-hidden="true" className="text-removed">
              −
            </span>
            <span className="min-w-0 grow truncate font-mono text-[0.78125rem]">{name}</span>
            <span className="shrink-0 text-xs leading-6 text-muted">
              {formatCount(values, "value")} · {formatBytes(bytes)}
            </span>
          </li>
        ))}
      </ul>
      <p className="pt-0.5 pl-4 text-xs text-muted">{consequence(planned)}</p>
    </div>
  );
}

function ScopeLine({ scope, values, bytes, properties }: PlannedScope) {
  return (
    <p className="flex items-center gap-2 py-0.5 text-sm">
      <ScopeDot scope={scope} />
      <span className="grow font-medium">{scopeLabels[scope]}</span>
      <span className="text-xs text-muted">
        {properties.length === 0 ? "empty" : `${formatCount(values, "value")} · ${formatBytes(bytes)}`}
      </span>
    </p>
  );
}

function consequence({ scope, properties, dialogs }: PlannedScope): string {
  if (properties.length === 0) return "";
  if (scope === "user") return "The bot forgets this in every conversation with this person.";
  if (scope === "conversation") return "It is gone for everyone in this conversation.";
  if (scope === "private") return "Only this person in this conversation is affected.";
  return dialogs.length === 0
    ? "No dialog is in progress."
    : `${formatCount(dialogs.length, "dialog")} in progress will not be finished: ${dialogs.join(" › ")}.`;
}
