import { Braces, ChevronRight, Plus } from "lucide-react";
import { Button } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";
import { IconButton } from "@/components/ui/icon-button";
import { ScopeDot } from "@/components/ui/scope-dot";
import { fullTime } from "@/components/ui/time-words";
import { type ChangeCounts, type Scope, type ScopeState, scopeLabels } from "@/lib/model";
import { CountsLabel } from "../tree/change-label";
import { formatBytes, formatCount } from "../values/measure";
import type { ResetProposal } from "../writing/propose-reset";
import { BudgetMeter } from "./budget-meter";
import { unless } from "./unless";

export type PanelHeaderProps = {
  scope: Scope;
  state: ScopeState;
  /** What the panel holds, counted: "4 values", "2 dialogs". */
  holds: string;
  writer: string | null;
  counts: ChangeCounts | undefined;
  hitCount: number | null;
  budgetBytes: number;
  isOpen: boolean;
  onToggle: () => void;
  /** Why the buttons do nothing just now. */
  readOnlyReason: string | null;
  /** Null when nothing may be edited. */
  onEdit: (() => void) | null;
  onReset: (() => void) | null;
  /** A reset is proposed instead. */
  resetProposal: ResetProposal | null;
  /** Null when nothing may be added at the root. */
  onAdd: (() => void) | null;
  json: { isShown: boolean; onToggle: () => void } | null;
};

export function PanelHeader(props: PanelHeaderProps) {
  const { scope, isOpen, onToggle } = props;
  return (
    <header className="sticky top-0 z-10 flex flex-wrap items-center gap-x-1 bg-surface py-1 pr-1.5 pl-1.5">
      <h3 className="shrink-0">
        <button
          type="button"
          aria-expanded={isOpen}
          onClick={onToggle}
          className="flex h-6 items-center gap-1.5 rounded-md pr-1 font-semibold hover:bg-hover"
        >
          <ChevronRight aria-hidden="true" className={cx("size-3.5 text-muted", isOpen && "rotate-90")} />
          <ScopeDot scope={scope} />
          {scopeLabels[scope]}
        </button>
      </h3>
      <div className={metaClass}>
        <Facts {...props} />
        {props.counts && <CountsLabel counts={props.counts} />}
        <BudgetMeter scope={scope} bytes={props.state.bytes} budgetBytes={props.budgetBytes} />
      </div>
      <div className="ml-auto flex items-center">
        <HeaderButtons {...props} />
      </div>
    </header>
  );
}

// Beside the title where there is room, else on a line of its own; it is there from the first paint, so nothing moves.
const metaClass =
  "order-last flex w-full min-w-0 items-center gap-2 pr-1.5 pl-5 text-xs leading-5 text-muted @xl:order-none @xl:w-0 @xl:grow @xl:pl-1";
const factsClass = "min-w-0 grow truncate";

function Facts({ state, holds, writer, hitCount, budgetBytes }: PanelHeaderProps) {
  if (hitCount !== null) return <p className={factsClass}>{formatCount(hitCount, "hit")}</p>;
  if (state.data === null) return <p className={factsClass}>empty</p>;
  const isOver = state.bytes > budgetBytes;
  return (
    <p className={factsClass} title={state.property && `Property ${state.property}`}>
      {holds} ·{" "}
      <span className={isOver ? "font-semibold text-danger" : undefined}>
        {formatBytes(state.bytes)}
        {isOver && " (over budget)"}
      </span>
      {writer && (
        <>
          {" · "}
          <span title={state.updatedAt ? fullTime(state.updatedAt) : undefined}>{writer}</span>
        </>
      )}
      {state.eTag && (
        <>
          {" · "}
          <span title={`eTag ${state.eTag}`}>eTag {state.eTag.slice(0, 6)}</span>
        </>
      )}
    </p>
  );
}

function HeaderButtons({ scope, readOnlyReason, onAdd, onEdit, onReset, resetProposal, json }: PanelHeaderProps) {
  const name = scopeLabels[scope].toLowerCase();
  return (
    <>
      {onAdd && (
        <IconButton size="sm" label={`Add property to ${name}`} title="Add property" {...unless(readOnlyReason, onAdd)}>
          <Plus aria-hidden="true" className="size-3.5 text-muted" />
        </IconButton>
      )}
      {onEdit && (
        <Button variant="ghost" size="sm" aria-label={`Edit ${name}`} {...unless(readOnlyReason, onEdit)}>
          Edit
        </Button>
      )}
      {onReset && (
        <Button
          variant="ghost"
          size="sm"
          aria-label={resetProposal ? `Propose a reset of ${name}` : `Reset ${name}`}
          {...unless(resetProposal ? resetProposal.refusal : readOnlyReason, onReset)}
        >
          {resetProposal ? "Propose a reset…" : "Reset"}
        </Button>
      )}
      {json && (
        <Button
          variant="ghost"
          size="sm"
          aria-label="Show dialog JSON"
          aria-pressed={json.isShown}
          title="Show dialog JSON (d)"
          onClick={json.onToggle}
          className="aria-pressed:bg-selected aria-pressed:text-accent"
        >
          <Braces aria-hidden="true" className="size-3.5" />
        </Button>
      )}
    </>
  );
}
