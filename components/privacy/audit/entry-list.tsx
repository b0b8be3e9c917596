import { fullTime } from "@/components/ui/time-words";
import type { ListedAuditEntry } from "@/lib/model";
import { entrySentence } from "./audit-words";

/** Entries as sentences, the newest first. */
export function EntryList({ entries }: { entries: readonly ListedAuditEntry[] }) {
  return (
    <ol aria-label="Entries" reversed className="divide-y divide-line overflow-hidden rounded-lg border border-line text-sm">
      {entries.map((entry) => (
        <li key={entry.seq} className="flex gap-3 px-3 py-2 max-sm:flex-col max-sm:gap-0.5">
          <time dateTime={entry.at} className="w-40 shrink-0 text-xs leading-5 text-muted tabular-nums">
            {fullTime(entry.at)}
          </time>
          <span className="min-w-0 grow wrap-anywhere">
            {entry.outcome !== "done" && (
              <span className="mr-1.5 rounded bg-raised px-1 text-xs font-semibold text-danger">{entry.outcome}</span>
            )}
            {entrySentence(entry)}
          </span>
          <span title={`Hash ${entry.hash}`} className="shrink-0 font-mono text-xs leading-5 text-muted tabular-nums">
            {entry.seq}
          </span>
        </li>
      ))}
    </ol>
  );
}
