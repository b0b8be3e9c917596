import { ErrorNote } from "@/components/ui/error-note";
import { type Activity, describeActivity } from "@/lib/model";
import type { SentActivity } from "./activity-calls";

/** What came of an activity: how its turn ended, what the bot said and, of an invoke, what it answered. */
export function SentResult({ sent: { turn, replies } }: { sent: SentActivity }) {
  const answer = replies.find(({ type }) => type === "invokeResponse");
  const others = replies.filter((reply) => reply !== answer && reply.type !== "trace");
  return (
    <section aria-label="What came of it" className="flex flex-col gap-2 text-sm">
      <p role="status">
        Turn {turn.number} {turn.outcome.replace("_", " ")}
        {turn.durationMs !== null && ` in ${turn.durationMs} ms`}.{" "}
        {others.length === 0 && !answer && <span className="text-muted">The bot said nothing.</span>}
      </p>
      {turn.error && <ErrorNote title={turn.error.name} detail={turn.error.message} />}
      {answer && <InvokeAnswer answer={answer} />}
      {others.length > 0 && (
        <ul aria-label="Replies" className="list-disc pl-5">
          {others.map((reply) => (
            <li key={reply.id} className="wrap-anywhere">
              {describeActivity(reply)}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function InvokeAnswer({ answer: { value } }: { answer: Activity }) {
  return (
    <div>
      <p className="font-medium">The bot's answer to the invoke</p>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroll area must be reachable by keyboard
        tabIndex={0}
        className="relative mt-1 max-h-40 overflow-auto rounded-md border border-line bg-raised p-2 font-mono text-xs whitespace-pre-wrap wrap-anywhere"
      >
        {JSON.stringify(value, null, 2)}
      </pre>
    </div>
  );
}
