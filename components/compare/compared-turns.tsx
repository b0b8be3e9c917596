"use client";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, type Ref, useEffect, useRef, useState } from "react";
import { problemSentence } from "@/components/api/api-problem";
import { cx } from "@/components/ui/cx";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorNote } from "@/components/ui/error-note";
import { Spinner } from "@/components/ui/spinner";
import { type ComparedTurn, useComparedTurns } from "./use-compared-turns";

type ComparedTurnsProps = {
  conversationId: string;
  withId: string;
  turnCount: number;
  isOnlyDifferent: boolean;
  /** The turn after which state is compared. */
  chosen: number;
  onChoose: (turn: number) => void;
};

const rowGuessPx = 86;
const overscan = 12;

/** What was said in both, turn by turn, of which only rows in sight are read and drawn; those that differ are marked, in words too. */
export function ComparedTurns({ conversationId, withId, turnCount, isOnlyDifferent, chosen, onChoose }: ComparedTurnsProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const [shown, setShown] = useState({ from: chosen, to: chosen });
  // Which turns differ is known only of those that were read.
  const wanted = isOnlyDifferent ? { from: 1, to: turnCount } : shown;
  const { byNumber, error, isPending } = useComparedTurns(conversationId, withId, wanted.from, wanted.to);
  const differing = isOnlyDifferent ? [...byNumber.values()].filter(({ isSame }) => !isSame).map(({ number }) => number) : null;
  const numberAt = (index: number): number => (differing ? (differing[index] ?? 0) : index + 1);
  const rows = useVirtualizer({
    count: differing ? differing.length : turnCount,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowGuessPx,
    getItemKey: numberAt,
    overscan,
  });
  const items = rows.getVirtualItems();
  const [from, to] = [numberAt(items[0]?.index ?? 0), numberAt(items.at(-1)?.index ?? 0)];
  useEffect(() => {
    if (!isOnlyDifferent) setShown((known) => (known.from === from && known.to === to ? known : { from, to }));
  }, [isOnlyDifferent, from, to]);
  // To where the address leads, and there again when the turns around it are read: rows are higher then.
  const isArrived = useRef(false);
  const isRead = byNumber.has(chosen);
  useEffect(() => {
    if (isArrived.current) return;
    isArrived.current = isRead;
    rows.scrollToIndex(chosen - 1, { align: "auto" });
  }, [rows, chosen, isRead]);
  // The browser glides there, and stops when rows on the way turn out higher than guessed.
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Home" && event.key !== "End") return;
    event.preventDefault();
    rows.scrollToIndex(event.key === "Home" ? 0 : rows.options.count - 1);
  };
  if (error) return <ErrorNote className="m-4 grow" title="The turns did not load" detail={problemSentence(error)} />;
  if (differing?.length === 0 && isPending) return <Spinner label="Comparing all turns" className="m-4 grow" isLabelShown />;
  if (differing?.length === 0) return <EmptyState className="grow" title="No turn differs" />;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex lint/a11y/noStaticElementInteractions: a scroll area must be reachable by keyboard
    <div ref={scroller} tabIndex={0} onKeyDown={onKeyDown} className="relative min-h-0 grow overflow-auto">
      <table aria-label="Turns side by side" aria-rowcount={rows.options.count + 1} className="w-full table-fixed text-sm">
        <thead className="sticky top-0 z-10 bg-raised text-left text-xs text-muted">
          <tr>
            <th className="w-20 px-3 py-1.5 font-medium">Turn</th>
            <th className="px-3 py-1.5 font-mono font-medium">{conversationId}</th>
            <th className="px-3 py-1.5 font-mono font-medium">{withId}</th>
          </tr>
        </thead>
        <tbody>
          <Gap height={items[0]?.start ?? 0} />
          {items.map(({ key, index }) => {
            const number = numberAt(index);
            return (
              <TurnRow
                key={key}
                ref={rows.measureElement}
                index={index}
                number={number}
                turn={byNumber.get(number)}
                isChosen={number === chosen}
                onChoose={() => onChoose(number)}
              />
            );
          })}
          <Gap height={rows.getTotalSize() - (items.at(-1)?.end ?? 0)} />
        </tbody>
      </table>
    </div>
  );
}

/** In place of rows that are not drawn. */
function Gap({ height }: { height: number }) {
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: nobody can focus a row
    <tr aria-hidden="true" style={{ height }}>
      <td colSpan={3} />
    </tr>
  );
}

type TurnRowProps = {
  ref: Ref<HTMLTableRowElement>;
  index: number;
  number: number;
  /** Missing while it is read. */
  turn: ComparedTurn | undefined;
  isChosen: boolean;
  onChoose: () => void;
};

function TurnRow({ ref, index, number, turn, isChosen, onChoose }: TurnRowProps) {
  return (
    <tr
      ref={ref}
      data-index={index}
      aria-rowindex={index + 2}
      aria-busy={turn === undefined}
      className={cx("border-b border-line align-top", isChosen && "bg-selected shadow-[inset_3px_0_0_var(--accent)]")}
    >
      <td className="px-3 py-2">
        <button
          type="button"
          aria-pressed={isChosen}
          aria-label={`Compare state after turn ${number}`}
          onClick={onChoose}
          className="rounded border border-line px-1.5 font-mono text-xs leading-5 hover:bg-hover aria-pressed:border-accent aria-pressed:font-semibold aria-pressed:text-accent"
        >
          {number}
        </button>
        {turn?.isSame === false && (
          <span className="mt-1 block text-xs text-changed">≠ {turn.left === null || turn.right === null ? "one side" : "differs"}</span>
        )}
      </td>
      {turn ? <Sides turn={turn} /> : <td colSpan={2} className="h-20" />}
    </tr>
  );
}

function Sides({ turn: { left, right, isSame } }: { turn: ComparedTurn }) {
  return (
    <>
      <Side turn={left} other={right} isSame={isSame} />
      <Side turn={right} other={left} isSame={isSame} />
    </>
  );
}

type SideProps = { turn: ComparedTurn["left"]; other: ComparedTurn["left"]; isSame: boolean };

function Side({ turn, other, isSame }: SideProps) {
  if (turn === null) return <td className="px-3 py-2 text-xs text-muted">no such turn</td>;
  const differs = (mine: string, theirs: string | undefined) => !isSame && other !== null && mine !== theirs;
  return (
    <td className={cx("px-3 py-2 wrap-anywhere", isSame && "text-muted")}>
      <p className={cx("font-medium", differs(turn.sentence, other?.sentence) && differentClass)}>{turn.sentence}</p>
      {turn.replies.map((reply, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: replies are told by their order
        <p key={index} className={cx("mt-1 whitespace-pre-wrap", differs(reply, other?.replies[index]) && differentClass)}>
          {reply}
        </p>
      ))}
      {turn.outcome !== "completed" && <p className="mt-1 text-xs text-removed">{turn.outcome.replace("_", " ")}</p>}
    </td>
  );
}

const differentClass = "-mx-1.5 rounded bg-changed-wash px-1.5 text-ink shadow-[inset_2px_0_0_var(--changed)]";
