"use client";
import { type KeyboardEvent, useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from "react";
import { isKeyTaken } from "@/components/shell/key-press";
import { Button } from "@/components/ui/button";
import { PaneHeading } from "@/components/ui/pane-heading";
import { Spinner } from "@/components/ui/spinner";
import { type AllScopes, countChanges, isJsonObject, readDialogStack, type Scope, type ScopeState, type StateChange, scopes } from "@/lib/model";
import { flattenFrames } from "./dialogs/dialog-frames";
import { describeWriter, type WriterName } from "./panels/describe-writer";
import { PanelBody } from "./panels/panel-body";
import { ScopePanel } from "./panels/scope-panel";
import { SearchField } from "./panels/search-field";
import { useCollapsed } from "./panels/use-collapsed";
import { useNow } from "./panels/use-now";
import { usePins } from "./panels/use-pins";
import { useSteadyScopes } from "./panels/use-steady-scopes";
import { WatchList } from "./panels/watch-list";
import { type ChangeMarks, indexChanges, noMarks } from "./tree/change-marks";
import { useOpenNodes } from "./tree/use-open-nodes";
import type { Reveal } from "./tree/use-row-focus";
import { useStateCommands } from "./use-state-commands";
import { countValues, formatCount } from "./values/measure";
import { type SearchHits, searchValues } from "./values/search-values";
import { EditingDialogs } from "./writing/editing-dialogs";
import { type StateActions, toBase } from "./writing/state-actions";
import { useEditing } from "./writing/use-editing";

export type StateColumnProps = {
  /** Null until it has arrived. */
  state: AllScopes | null;
  /** What the newest turn or hand-made write changed. */
  changes: readonly StateChange[];
  changesTurn: number | null;
  title?: string;
  note?: string;
  writerName: WriterName;
  budgetBytes: number;
  isReadOnly?: boolean;
  /** The watch list is kept by bot. */
  botId: string;
  /** A place to show, from the address of the page. */
  place?: { scope: Scope; path: string } | null;
  onCopyLink?: (scope: Scope, pointer: string) => void;
  actions: StateActions;
};

/** The four scopes of one person in one conversation, one below the other in one scroll area. */
export function StateColumn({ state, ...props }: StateColumnProps) {
  if (state) return <FilledColumn {...props} state={state} />;
  return (
    <div className="flex h-full min-h-0 flex-col bg-surface" aria-busy="true">
      <PaneHeading title="State" />
      <Spinner label="Reading the state" className="m-4" isLabelShown />
    </div>
  );
}

function FilledColumn(props: StateColumnProps & { state: AllScopes }) {
  const { changes, writerName, budgetBytes, botId, isReadOnly = false, onCopyLink } = props;
  const state = useSteadyScopes(props.state);
  const now = useNow();
  const open = useOpenNodes();
  const pins = usePins(botId);
  const marks = useMarks(changes);
  const { text, setText, hits, hitCount } = useSearch(state);
  const { isCollapsed, setCollapsed } = useCollapsed();
  const editing = useEditing(state, props.actions);
  const [isJsonShown, setJsonShown] = useState(false);
  const [target, setTarget] = useState<{ scope: Scope; reveal: Reveal } | null>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const counts = countChanges([...changes]);

  const revealPlace = useCallback(
    (scope: Scope, pointer: string) => {
      setCollapsed(scope, false);
      open.openTo(scope, pointer);
      if (scope === "dialog") setJsonShown(true);
      setTarget({ scope, reveal: { pointer } });
    },
    [open.openTo, setCollapsed],
  );
  const { place } = props;
  useEffect(() => {
    if (place) revealPlace(place.scope, place.path);
  }, [place, revealPlace]);

  useStateCommands(
    {
      search: () => field.current?.focus(),
      toggleJson: () => setJsonShown((isShown) => !isShown),
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

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Ctrl-Z anywhere in the panels, beside the button of the toast
    <div className="flex h-full min-h-0 flex-col bg-surface" onKeyDown={onKeyDown}>
      <PaneHeading
        title={props.title ?? (props.changesTurn === null ? "State" : `State after turn ${props.changesTurn}`)}
        actions={
          <>
            <SearchField field={field} text={text} hitCount={hitCount} onText={setText} onEnter={() => revealFirst(hits, revealPlace)} />
            {!isReadOnly && (
              <Button variant="ghost" size="sm" aria-label="Reset all state" onClick={() => editing.setResetting(scopes)}>
                Reset all
              </Button>
            )}
          </>
        }
      >
        {props.note}
      </PaneHeading>
      <WatchList pins={pins} state={state} marks={marks} onReveal={revealPlace} />
      <div ref={scroller} className="relative min-h-0 grow overflow-y-auto">
        {scopes.map((scope) => {
          const isOpen = hits !== null || !isCollapsed(scope);
          return (
            <ScopePanel
              key={scope}
              scope={scope}
              state={state[scope]}
              holds={describeContent(scope, state[scope])}
              writer={describeWriter(state[scope], writerName, now)}
              counts={counts[scope]}
              hitCount={hits?.[scope]?.count ?? null}
              budgetBytes={budgetBytes}
              isOpen={isOpen}
              onToggle={() => setCollapsed(scope, isOpen)}
              onEdit={isReadOnly ? null : () => editing.edits[scope].editJson()}
              onReset={isReadOnly ? null : () => editing.setResetting([scope])}
              json={scope === "dialog" ? { isShown: isJsonShown, onToggle: () => setJsonShown(!isJsonShown) } : null}
            >
              <PanelBody
                scope={scope}
                data={toBase(state[scope]).data}
                marks={marks[scope]}
                hits={hits?.[scope] ?? null}
                open={open}
                pins={pins}
                edits={isReadOnly ? null : editing.edits[scope]}
                scroller={scroller}
                reveal={target?.scope === scope ? target.reveal : null}
                isJsonShown={isJsonShown}
                onShowJson={revealPlace}
                onCopyLink={onCopyLink}
              />
            </ScopePanel>
          );
        })}
      </div>
      <EditingDialogs editing={editing} state={state} writerName={writerName} />
    </div>
  );
}
