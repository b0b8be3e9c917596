import { Badge } from "@/components/ui/badge";
import { ScopeDot } from "@/components/ui/scope-dot";
import type { Scope } from "@/lib/model";
import type { LeafRow } from "./leaf-rows";

const shownRows = 200;

type LeafListProps = {
  scope: Scope;
  title: string;
  rows: readonly LeafRow[];
  /** What is to be noticed about a value; null for most. */
  noteOf: (row: LeafRow) => string | null;
};

/** A scope as lines of place and value: to be looked at beside another. */
export function LeafList({ scope, title, rows, noteOf }: LeafListProps) {
  return (
    <section aria-label={title} className="rounded-lg border border-line bg-surface">
      <h3 className="flex items-center gap-2 border-b border-line px-3 py-2 text-sm font-semibold">
        <ScopeDot scope={scope} /> <span className="min-w-0 wrap-anywhere">{title}</span>
      </h3>
      {rows.length === 0 ? (
        <p className="px-3 py-2 text-sm text-muted">Nothing is stored.</p>
      ) : (
        <dl className="relative max-h-80 overflow-y-auto px-3 py-1.5 text-xs" tabIndex={0}>
          {rows.slice(0, shownRows).map((row) => (
            <LeafLine key={row.path} row={row} note={noteOf(row)} />
          ))}
        </dl>
      )}
      {rows.length > shownRows && <p className="px-3 pb-2 text-xs text-muted">and {rows.length - shownRows} more</p>}
    </section>
  );
}

function LeafLine({ row: { path, text }, note }: { row: LeafRow; note: string | null }) {
  return (
    <div className="border-b border-line py-1 last:border-0">
      <dt className="font-mono wrap-anywhere text-muted">{path}</dt>
      <dd className="flex flex-wrap items-baseline gap-x-2 font-mono">
        <span className="min-w-0 wrap-anywhere">{text.length > 300 ? `${text.slice(0, 300)}…` : text}</span>
        {note !== null && <Badge tone="warning">{note}</Badge>}
      </dd>
    </div>
  );
}
