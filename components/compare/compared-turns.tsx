"use client";
import { cx } from "@/components/ui/cx";
import { EmptyState } from "@/components/ui/empty-state";
import type { Comparison } from "@/lib/model";

type Turn = Comparison["turns"][number];

type ComparedTurnsProps = {
  turns: readonly Turn[];
  leftId: string;
  rightId: string;
  /** The turn after which state is compared. */
  chosen: number;
  onChoose: (turn: number) => void;
};

/** What was said in both, turn by turn; those that differ are marked, in words too. */
export function ComparedTurns({ turns, leftId, rightId, chosen, onChoose }: ComparedTurnsProps) {
  if (turns.length === 0) return <EmptyState className="grow" title="No turn differs" />;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroll area must be reachable by keyboard
    <div tabIndex={0} className="min-h-0 grow overflow-auto">
      <table aria-label="Turns side by side" className="w-full table-fixed text-sm">
        <thead className="sticky top-0 z-10 bg-raised text-left text-xs text-muted">
          <tr>
            <th className="w-20 px-3 py-1.5 font-medium">Turn</th>
            <th className="px-3 py-1.5 font-mono font-medium">{leftId}</th>
            <th className="px-3 py-1.5 font-mono font-medium">{rightId}</th>
          </tr>
        </thead>
        <tbody>
          {turns.map((turn) => (
            <TurnRow key={turn.number} turn={turn} isChosen={turn.number === chosen} onChoose={() => onChoose(turn.number)} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function TurnRow({ turn, isChosen, onChoose }: { turn: Turn; isChosen: boolean; onChoose: () => void }) {
  const { number, left, right, isSame } = turn;
  return (
    <tr
      className={cx(
        "border-b border-line align-top [content-visibility:auto]",
        isChosen && "bg-selected shadow-[inset_3px_0_0_var(--accent)]",
      )}
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
        {!isSame && <span className="mt-1 block text-xs text-changed">≠ {left === null || right === null ? "one side" : "differs"}</span>}
      </td>
      <Side turn={left} other={right} isSame={isSame} />
      <Side turn={right} other={left} isSame={isSame} />
    </tr>
  );
}

type SideProps = { turn: Turn["left"]; other: Turn["left"]; isSame: boolean };

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
