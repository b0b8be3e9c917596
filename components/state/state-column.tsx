"use client";
import { type FocusEvent, type KeyboardEvent, type ReactNode, useRef } from "react";
import { isKeyTaken } from "@/components/shell/key-press";
import { Button } from "@/components/ui/button";
import { PaneHeading } from "@/components/ui/pane-heading";
import { Spinner } from "@/components/ui/spinner";
import { toast } from "@/components/ui/toast";
import { type AllScopes, isScope, type Scope, type StateChange, scopes } from "@/lib/model";
import type { WriterName } from "./panels/describe-writer";
import { ScopeSection } from "./panels/scope-section";
import { SearchField } from "./panels/search-field";
import { unless } from "./panels/unless";
import { type ColumnView, useColumnView } from "./panels/use-column-view";
import type { Place } from "./panels/use-reveal";
import { WatchList } from "./panels/watch-list";
import { useStateCommands } from "./use-state-commands";
import { formatCount } from "./values/measure";
import { EditingDialogs } from "./writing/editing-dialogs";
import type { ResetProposal } from "./writing/propose-reset";
import type { Restoring } from "./writing/restore-dialog";
import type { StateActions } from "./writing/state-actions";

export type StateColumnProps = {
  /** Null until it has arrived. */
  state: AllScopes | null;
  /** What the newest turn or hand-made write changed. */
  changes: readonly StateChange[];
  changesTurn: number | null;
  /** What the bot's last message offers to answer with: some prompts keep their options nowhere else. Pass a memoised list. */
  suggestedActions?: readonly string[];
  title?: string;
  note?: string;
  writerName: WriterName;
  budgetBytes: number;
  isReadOnly?: boolean;
  /** Why nothing can be edited just now: said by the buttons, which stay where they are. */
  readOnlyReason?: string | null;
  /** Of a production bot a reset is proposed instead. Pass a memoised object. */
  resetProposal?: ResetProposal | null;
  /** Above the panels; it can start a restore. */
  banner?: (startRestore: (restoring: Restoring) => void) => ReactNode;
  /** Below the panels, in the scroll area that it is given. */
  footer?: (scroller: HTMLElement | null) => ReactNode;
  /** The panels show what was. */
  isPast?: boolean;
  /** What is shown is about to be replaced. */
  isBusy?: boolean;
  /** The watch list is kept by bot. */
  botId: string;
  /** A place to show, from the address of the page. Pass a memoised object. */
  place?: Place | null;
  /** Shows where a value comes from. */
  onTrace?: (scope: Scope, pointer: string) => void;
  onCopyLink?: (scope: Scope, pointer: string) => void;
  /** Pass a memoised object. */
  actions: StateActions;
};

/** The four scopes of one person in one conversation, one below the other in one scroll area. */
export function StateColumn({ state, ...props }: StateColumnProps) {
  if (state) return <FilledColumn {...props} state={state} />;
  // Nothing stands where the panels will be, so nothing moves when they come.
  return (
    <div className="flex h-full min-h-0 flex-col bg-surface" aria-busy="true">
      <PaneHeading title={props.title ?? "State"}>{props.note}</PaneHeading>
      <Spinner label="Reading the state" className="m-4" isLabelShown />
    </div>
  );
}

function FilledColumn(props: StateColumnProps & { state: AllScopes }) {
  const view = useColumnView(props);
  const { editing, reveal, isReadOnly } = view;
  const field = useRef<HTMLInputElement>(null);
  const { onTrace } = view;
  const lastRow = useRef<HTMLElement | null>(null);
  useStateCommands(
    {
      search: () => field.current?.focus(),
      toggleJson: reveal.toggleJson,
      trace: onTrace ? () => traceRow(lastRow.current, onTrace) : null,
      edit: (scope) => editing.edits[scope].editJson(),
      reset: editing.setResetting,
      undo: editing.writes.undoLast,
    },
    isReadOnly,
  );

  function onKeyDown(event: KeyboardEvent): void {
    const isUndo = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === "z";
    if (!isUndo || isReadOnly || isKeyTaken(event.target)) return;
    event.preventDefault();
    editing.writes.undoLast();
  }

  function noteRow({ target }: FocusEvent): void {
    lastRow.current = target.closest<HTMLElement>("[data-pointer]") ?? lastRow.current;
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Ctrl-Z anywhere in the panels, beside the button of the toast
    <div className="flex h-full min-h-0 flex-col bg-surface" data-past={view.isPast} onKeyDown={onKeyDown} onFocus={noteRow}>
      <Heading view={view} field={field} />
      {view.banner?.(editing.setRestoring)}
      <WatchList pins={view.pins} state={view.state} marks={view.marks} onReveal={reveal.revealPlace} />
      <div
        ref={view.setScroller}
        aria-busy={view.isBusy}
        className="relative min-h-0 grow overflow-y-auto transition-opacity delay-150 aria-busy:opacity-50"
      >
        {scopes.map((scope) => (
          <ScopeSection key={scope} scope={scope} view={view} />
        ))}
        {view.footer?.(view.scroller)}
      </div>
      <EditingDialogs
        editing={editing}
        state={view.state}
        writerName={view.writerName}
        resetSubject={view.resetProposal?.subject ?? null}
      />
    </div>
  );
}

/** The row that had the focus last: the palette, from which this is asked too, has taken it away. */
function traceRow(row: HTMLElement | null, onTrace: (scope: Scope, pointer: string) => void): void {
  const scope = row?.closest<HTMLElement>("[data-scope]")?.dataset.scope;
  const pointer = row?.dataset.pointer;
  if (row?.isConnected && scope !== undefined && isScope(scope) && pointer) onTrace(scope, pointer);
  else toast({ message: "Choose a value in the state first; then its history can be shown." });
}

function Heading({ view, field }: { view: ColumnView; field: React.RefObject<HTMLInputElement | null> }) {
  const { search, reveal, changesTurn, isReadOnly } = view;
  const { first } = search;
  const title = view.title ?? (changesTurn === null ? "State" : `State after turn ${changesTurn}`);
  const actions = (
    <>
      <SearchField
        field={field}
        text={search.text}
        hitCount={search.hitCount}
        onText={search.setText}
        onEnter={() => first && reveal.revealPlace(first.scope, first.pointer)}
      />
      {(!isReadOnly || view.readOnlyReason) && (
        <Button
          variant="ghost"
          size="sm"
          aria-label={view.resetProposal ? "Propose a reset of all state" : "Reset all state"}
          {...unless(view.resetProposal ? view.resetProposal.refusal : view.readOnlyReason, () => view.editing.setResetting(scopes))}
        >
          {view.resetProposal ? "Propose a reset…" : "Reset all"}
        </Button>
      )}
    </>
  );
  return (
    <PaneHeading title={title} actions={actions}>
      {search.hitCount === null ? view.note : formatCount(search.hitCount, "hit")}
    </PaneHeading>
  );
}
