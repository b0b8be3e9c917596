import { cx } from "@/components/ui/cx";
import { type Activity, type BotLog, describeActivity } from "@/lib/model";
import { Nothing, Part, Raw } from "./part";

const inks: Record<BotLog["level"], string> = {
  debug: "text-muted",
  info: "text-ink",
  log: "text-ink",
  warn: "text-changed",
  error: "text-removed",
};

/** What the bot wrote to its console during the turn, and the traces it sent. */
export function LogsPart({ logs, traces }: { logs: readonly BotLog[]; traces: readonly Activity[] }) {
  return (
    <>
      <Part title="Logs" count={logs.length} copied={logs.map(({ level, text }) => `${level} ${text}`).join("\n")}>
        {logs.length === 0 ? (
          <Nothing>The bot logged nothing in this turn.</Nothing>
        ) : (
          <ol aria-label="Log lines" className="rounded-md border border-line font-mono text-xs">
            {logs.map(({ level, text, atMs }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines are told by their order
              <li key={index} className={cx("flex gap-2 border-b border-line px-2 py-1 last:border-b-0", inks[level])}>
                <span className="shrink-0 text-muted">{atMs.toFixed(1)} ms</span>
                <span className="w-10 shrink-0">{level}</span>
                <span className="min-w-0 wrap-anywhere whitespace-pre-wrap">{text}</span>
              </li>
            ))}
          </ol>
        )}
      </Part>
      <Part title="Traces" count={traces.length} copied={traces}>
        {traces.length === 0 && <Nothing>The bot sent no trace activity.</Nothing>}
        {traces.map((trace) => (
          <Raw key={trace.id} title={describeActivity(trace)} text={JSON.stringify(trace, null, 2)} />
        ))}
      </Part>
    </>
  );
}
