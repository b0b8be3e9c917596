import { TriangleAlert } from "lucide-react";
import type { TurnSummary } from "@/lib/model";

/** What went wrong at a turn, in a sentence; null when nothing did. */
export function failureSentence({ outcome, error }: Pick<TurnSummary, "outcome" | "error">): string | null {
  if (outcome === "timed_out") return "The bot did not finish this turn in time.";
  if (outcome === "interrupted") return "The server stopped before the bot had finished this turn.";
  if (error) return `The bot failed at this turn: ${error.name}: ${error.message}`;
  return outcome === "failed" ? "The bot failed at this turn." : null;
}

/** Stands under the message that caused the turn. */
export function TurnFailure({ turn }: { turn: TurnSummary }) {
  const sentence = failureSentence(turn);
  if (sentence === null) return null;
  return (
    <div className="chat-failure" role="note" aria-label={`Turn ${turn.number} failed`}>
      <TriangleAlert aria-hidden="true" className="chat-failure-icon" />
      <div className="min-w-0 grow">
        <p className="break-words">{sentence}</p>
        {turn.error?.stack && (
          <details>
            <summary>Stack</summary>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling block must be reachable by keyboard */}
            <pre tabIndex={0}>{turn.error.stack}</pre>
          </details>
        )}
      </div>
    </div>
  );
}
