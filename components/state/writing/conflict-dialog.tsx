"use client";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";
import { Dialog } from "@/components/ui/dialog";
import { ErrorNote } from "@/components/ui/error-note";
import { ScopeDot } from "@/components/ui/scope-dot";
import { type JsonObject, type JsonValue, type Scope, type ScopeState, scopeLabels } from "@/lib/model";
import { describeWriter, type WriterName } from "../panels/describe-writer";
import { ValueText } from "../tree/value-text";
import { formatCount } from "../values/measure";
import { type Difference, listDifferences } from "./list-differences";
import { toBase } from "./state-actions";
import { nameScopes, rebase, type StateWrite, scopesInConflict } from "./state-write";
import type { Conflict } from "./use-state-writes";

type ConflictDialogProps = {
  conflict: Conflict;
  writerName: WriterName;
  /** Answers a sentence when it could not be saved. */
  onKeepMine: (write: StateWrite) => Promise<string | null>;
  onTakeTheirs: () => void;
  /** Only for an edit of one scope. */
  onEditAgain: (scope: Scope, mine: JsonObject, now: ScopeState) => void;
};

/** Somebody wrote first: both values side by side, and the tester decides. */
export function ConflictDialog({ conflict, writerName, onKeepMine, onTakeTheirs, onEditAgain }: ConflictDialogProps) {
  const { write, current } = conflict;
  const [failure, setFailure] = useState<string | null>(null);
  const inConflict = scopesInConflict(write, current);
  const [only] = inConflict;
  const mine = only && write.scopes[only]?.data;
  const now = only && current[only];
  const canEdit = write.kind === "edit" && inConflict.length === 1 && only && mine && now;
  const safeChoice = useRef<HTMLButtonElement>(null);
  const editAgain = () => canEdit && onEditAgain(only, mine, now);

  const footer = (
    <>
      {canEdit && (
        <Button ref={safeChoice} className="mr-auto" onClick={editAgain}>
          Edit again
        </Button>
      )}
      <Button ref={canEdit ? undefined : safeChoice} onClick={onTakeTheirs}>
        Take theirs
      </Button>
      <Button variant="primary" onClick={() => void onKeepMine(rebase(write, current)).then(setFailure)}>
        Keep mine
      </Button>
    </>
  );
  return (
    <Dialog
      isOpen
      // What somebody typed is never lost by closing a dialog.
      onClose={canEdit ? editAgain : onTakeTheirs}
      initialFocus={safeChoice}
      width="lg"
      title={`The ${nameScopes(inConflict)} changed meanwhile`}
      description="Since you read it, it was written by someone else. Nothing of yours is saved yet: compare, and decide which to keep."
      footer={footer}
    >
      {inConflict.map((scope) => {
        const theirs = current[scope];
        return theirs && <ScopeConflict key={scope} scope={scope} wanted={write.scopes[scope]} theirs={theirs} writerName={writerName} />;
      })}
      {failure && <ErrorNote title="Not saved" detail={failure} />}
    </Dialog>
  );
}

type ScopeConflictProps = { scope: Scope; wanted: StateWrite["scopes"][Scope]; theirs: ScopeState; writerName: WriterName };

function ScopeConflict({ scope, wanted, theirs, writerName }: ScopeConflictProps) {
  const mine = wanted?.data ?? null;
  const stored = toBase(theirs).data;
  const differences = listDifferences(wanted?.base.data ?? null, mine, stored);
  return (
    <section aria-label={scopeLabels[scope]} className="pb-4">
      <h3 className="flex items-center gap-2 pb-1 font-medium">
        <ScopeDot scope={scope} /> {scopeLabels[scope]}
        <span className="text-xs font-normal text-muted">{formatCount(differences.length, "difference")}</span>
      </h3>
      <Differences label={`Differences in ${scopeLabels[scope].toLowerCase()}`} differences={differences} />
      <div className="grid gap-3 pt-3 sm:grid-cols-2">
        <Side title="Yours" data={mine} />
        <Side title="Now stored" note={describeWriter(theirs, writerName, Date.now())} data={stored} />
      </div>
    </section>
  );
}

const changers: Record<Difference["changedBy"], string> = { you: "changed by you", them: "changed by them", both: "changed by both" };

function Differences({ label, differences }: { label: string; differences: readonly Difference[] }) {
  return (
    <table aria-label={label} className="w-full table-fixed border-y border-line text-left font-mono text-[0.78125rem]">
      <thead className="font-sans text-xs text-muted">
        <tr>
          <th className="w-2/5 py-1 font-medium">Path</th>
          <th className="py-1 font-medium">Yours</th>
          <th className="py-1 font-medium">Now stored</th>
        </tr>
      </thead>
      <tbody>
        {differences.map(({ path, mine, stored, changedBy }) => (
          <tr key={path} className="border-t border-line align-top">
            <td className="py-1 pr-2 [overflow-wrap:anywhere]">
              {path}{" "}
              <span className={cx("font-sans text-xs", changedBy === "both" ? "text-changed" : "text-muted")}>{changers[changedBy]}</span>
            </td>
            <td className="py-1 pr-2">
              <Cell value={mine} />
            </td>
            <td className="py-1">
              <Cell value={stored} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cell({ value }: { value: JsonValue | undefined }) {
  return value === undefined ? <span className="font-sans text-xs text-muted">not there</span> : <ValueText value={value} />;
}

function Side({ title, note, data }: { title: string; note?: string | null; data: JsonObject | null }) {
  return (
    <figure className="min-w-0">
      <figcaption className="pb-1 text-xs font-semibold">
        {title} {note && <span className="font-normal text-muted">{note}</span>}
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scroll area must be reachable by keyboard */}
      <pre tabIndex={0} className="max-h-72 overflow-auto rounded-md border border-line bg-raised p-2 font-mono text-xs">
        {data === null ? "nothing" : JSON.stringify(data, null, 2)}
      </pre>
    </figure>
  );
}
