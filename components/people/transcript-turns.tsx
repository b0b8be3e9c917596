import { cx } from "@/components/ui/cx";
import { MaskedWords } from "@/components/ui/masked-words";
import { PageLink } from "@/components/ui/page-link";
import { fullTime } from "@/components/ui/time-words";
import { formatDeepLink, nowhere } from "@/components/workbench/deep-link";
import { maskedText, type TranscriptLine } from "@/lib/model";
import { byTurn } from "./by-turn";
import { withoutMarkdown } from "./without-markdown";

type TranscriptTurnsProps = { lines: readonly TranscriptLine[]; botName: string; conversationId: string };

/** What was said, turn by turn, each with the way to it. */
export function TranscriptTurns({ lines, botName, conversationId }: TranscriptTurnsProps) {
  return (
    <ol aria-label="What was said" className="flex flex-col gap-4">
      {byTurn(lines).map(({ turn, lines: own }) => (
        <li key={own[0]?.position}>
          <p className="mb-1 flex items-baseline gap-2 text-xs text-muted">
            {turn === null ? (
              <span>outside of turns</span>
            ) : (
              <PageLink href={formatDeepLink(conversationId, { ...nowhere, turn })} className="text-accent underline underline-offset-2">
                turn {turn}
              </PageLink>
            )}
            <span>{fullTime(own[0]?.at ?? "")}</span>
          </p>
          <ul className="flex flex-col gap-1">
            {own.map((line) => (
              <Line key={line.position} line={line} botName={botName} />
            ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}

const grounds: Record<TranscriptLine["by"], string> = {
  person: "border-accent bg-selected",
  other: "border-line-strong bg-raised",
  bot: "border-transparent",
};

function Line({ line: { by, speaker, words, isSaid }, botName }: { line: TranscriptLine; botName: string }) {
  const isMasked = words === maskedText;
  return (
    <li className={cx("grid grid-cols-[6.5rem_minmax(0,1fr)] gap-x-3 rounded-sm border-l-2 px-2 py-1 text-sm", grounds[by])}>
      <span className={cx("break-words", by === "person" ? "font-semibold" : "text-muted")}>
        {by === "bot" ? botName : nameOf(speaker?.name)}
      </span>
      <span className={cx("break-words whitespace-pre-wrap", !isSaid && "text-muted italic")}>
        {isMasked ? <MaskedWords /> : by === "bot" ? withoutMarkdown(words) : words}
      </span>
    </li>
  );
}

function nameOf(name: string | undefined): string {
  return name === undefined || name === maskedText ? "Somebody" : name;
}
