"use client";
import { ChevronDown, ChevronRight, Eraser, PanelRightOpen, Pencil } from "lucide-react";
import { type ReactNode, useState } from "react";
import { LostMark } from "@/components/lost-values/lost-mark";
import type { LostValueFilter } from "@/components/lost-values/lost-value-calls";
import { Button } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";
import { ErasedText } from "@/components/ui/erased-text";
import { erasedWords } from "@/components/ui/erased-words";
import { IconButton } from "@/components/ui/icon-button";
import { clockTime, durationText, fullTime } from "@/components/ui/time-words";
import type { HandWrite, ScopeCounts, TurnError, TurnSummary } from "@/lib/model";
import { clearedInWords, describeWrite } from "./change-words";
import { ScopeChips } from "./scope-chips";
import type { TimelineItem } from "./timeline";

type TurnRowProps = {
  item: TimelineItem;
  myName: string;
  /** The name of somebody else who spoke; null for oneself. */
  otherName: (userId: string) => string | null;
  isSelected: boolean;
  /** True for the one row that Tab stops at. */
  isTabStop: boolean;
  onChoose: () => void;
  onOpen: (turnNumber: number) => void;
  onShowLost: (filter: LostValueFilter) => void;
};

const outcomeWords: Record<TurnSummary["outcome"], string | null> = {
  running: "running…",
  completed: null,
  failed: null,
  timed_out: "timed out",
  interrupted: "interrupted",
  erased: null,
};

function turnTime(turn: TurnSummary): string {
  return outcomeWords[turn.outcome] ?? (turn.durationMs === null ? "" : durationText(turn.durationMs));
}

function ErrorStack({ error }: { error: TurnError }) {
  const [isOpen, setIsOpen] = useState(false);
  if (!error.stack) return null;
  const Icon = isOpen ? ChevronDown : ChevronRight;
  return (
    <div className="pb-2 pl-9">
      <Button size="sm" variant="ghost" className="-ml-1.5 text-muted" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
        <Icon aria-hidden="true" className="size-3.5" /> Stack
      </Button>
      {isOpen && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroll area must be reachable by keyboard
        <pre tabIndex={0} className="relative mt-1 mr-3 max-h-56 overflow-auto rounded border border-line bg-raised p-2 font-mono text-xs">
          {error.stack}
        </pre>
      )}
    </div>
  );
}

type LinesProps = {
  mark: ReactNode;
  sentence: ReactNode;
  time: ReactNode;
  counts: ScopeCounts;
  /** The button that opens the turn stands where the time does. */
  isOneLine?: boolean;
};

const underOpenClass = "group-hover/row:invisible group-focus-within/row:invisible pointer-coarse:visible! pointer-coarse:pr-7";

function Lines({ mark, sentence, time, counts, isOneLine = false }: LinesProps) {
  return (
    <>
      <span className="flex items-baseline gap-2">
        <span className="flex w-6 shrink-0 justify-end font-mono text-xs text-muted">{mark}</span>
        <span className="min-w-0 grow truncate text-sm">{sentence}</span>
        <span className={cx("shrink-0 font-mono text-xs text-muted", isOneLine && underOpenClass)}>{time}</span>
      </span>
      {Object.keys(counts).length > 0 && (
        <span className="mt-1 flex flex-wrap gap-1 pr-6 pl-8">
          <ScopeChips counts={counts} />
        </span>
      )}
    </>
  );
}

const openClass =
  "opacity-0 group-hover/row:opacity-100 group-focus-within/row:opacity-100 focus-visible:opacity-100 pointer-coarse:opacity-100";
const rowClass = "block w-full pt-1.5 pr-3 pb-2 pl-2 text-left -outline-offset-2";

function TurnLines({ turn, otherName }: { turn: TurnSummary; otherName: string | null }) {
  const cleared = clearedInWords(turn.counts);
  const sentence = (
    <>
      {otherName !== null && <span className="text-muted">{otherName}: </span>}
      {turn.sentence}
    </>
  );
  return (
    <>
      <Lines
        mark={turn.number}
        sentence={turn.erased ? <ErasedText words={erasedWords(turn.erased)} /> : sentence}
        time={turnTime(turn)}
        counts={turn.counts}
        isOneLine={Object.keys(turn.counts).length === 0 && turn.error === null && turn.lostUpdates === 0}
      />
      {cleared !== null && (
        <span className="mt-0.5 flex items-center gap-1 pl-8 text-xs text-muted">
          <Eraser aria-hidden="true" className="size-3.5" /> {cleared}
        </span>
      )}
      {turn.error && (
        <span className="mt-0.5 line-clamp-2 pl-8 text-sm wrap-anywhere text-removed">
          {turn.error.name}: {turn.error.message}
        </span>
      )}
    </>
  );
}

function WriteLines({ write, myName }: { write: HandWrite; myName: string }) {
  return (
    <Lines
      mark={<Pencil aria-hidden="true" className="size-3 self-center" />}
      sentence={<i className="text-muted">{describeWrite(write, myName)}</i>}
      time={<span title={fullTime(write.at)}>{clockTime(write.at)}</span>}
      counts={write.counts}
    />
  );
}

/** What the turn or the late write went over unseen, or null. */
function lostOf(item: TimelineItem): { count: number; of: string; filter: LostValueFilter } | null {
  const count = (item.kind === "turn" ? item.turn.lostUpdates : item.write.lostUpdates) ?? 0;
  if (count === 0) return null;
  if (item.kind === "turn") return { count, of: `turn ${item.turn.number}`, filter: { turn: item.turn.number } };
  return { count, of: "the late write", filter: { seq: item.write.seq } };
}

export function TurnRow({ item, myName, otherName, isSelected, isTabStop, onChoose, onOpen, onShowLost }: TurnRowProps) {
  const error = item.kind === "turn" ? item.turn.error : null;
  const lost = lostOf(item);
  const common = {
    "data-timeline-key": item.key,
    tabIndex: isTabStop ? 0 : -1,
    "aria-current": isSelected ? ("true" as const) : undefined,
    onClick: onChoose,
    className: rowClass,
  };
  return (
    <div
      className={cx(
        "group/row relative border-b border-line before:absolute before:inset-y-0 before:left-0 before:w-0.75",
        isSelected ? "bg-selected before:bg-accent" : "hover:bg-hover",
        error && !isSelected && "before:bg-removed",
      )}
    >
      {item.kind === "turn" ? (
        <>
          <button type="button" {...common} onDoubleClick={() => onOpen(item.turn.number)}>
            <TurnLines turn={item.turn} otherName={otherName(item.turn.userId)} />
          </button>
          <IconButton
            size="sm"
            label={`Open turn ${item.turn.number}`}
            title="Open this turn (Enter)"
            tabIndex={isTabStop ? 0 : -1}
            onClick={() => onOpen(item.turn.number)}
            className={cx("absolute right-2 bottom-1 bg-surface/70 text-muted", !isSelected && openClass)}
          >
            <PanelRightOpen aria-hidden="true" className="size-4" />
          </IconButton>
        </>
      ) : (
        // "you reset user state" must not sound like a button that does it.
        <button type="button" aria-label={`Show the state after ${describeWrite(item.write, myName)}`} {...common}>
          <WriteLines write={item.write} myName={myName} />
        </button>
      )}
      {lost && <LostMark count={lost.count} of={lost.of} isTabStop={isTabStop} onOpen={() => onShowLost(lost.filter)} />}
      {error && <ErrorStack error={error} />}
    </div>
  );
}
