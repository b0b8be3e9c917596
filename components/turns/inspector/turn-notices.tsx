import { TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import type { LoadedTurn } from "@/components/api/client";
import { ErrorNote } from "@/components/ui/error-note";
import type { LostUpdate } from "@/lib/model";
import { Part, Raw } from "./part";

/** What went wrong at a turn; stands above all of its parts. */
export function TurnNotices({ turn: { error, record }, lost }: { turn: LoadedTurn; lost?: ReactNode }) {
  return (
    <>
      {error && (
        <Part title="Error" copied={error.stack ?? `${error.name}: ${error.message}`}>
          <ErrorNote title={error.name} detail={error.message} />
          {error.stack && <Raw title="Stack" text={error.stack} isOpen />}
        </Part>
      )}
      {lost}
      {!lost && record.lostUpdates.length > 0 && (
        <Part title="Lost updates" count={record.lostUpdates.length} copied={record.lostUpdates}>
          {record.lostUpdates.map((lost) => (
            <LostNote key={lost.key + lost.lostSeq} lost={lost} />
          ))}
        </Part>
      )}
      {record.problems.map((problem) => (
        <p key={problem} className="mb-3 rounded-md border border-line bg-warning-wash px-3 py-2 text-sm">
          Not recorded: {problem}
        </p>
      ))}
    </>
  );
}

function LostNote({ lost: { key, scope, lostSeq, paths } }: { lost: LostUpdate }) {
  return (
    <div className="mt-1 flex items-start gap-2 rounded-md border border-line bg-warning-wash px-3 py-2 text-sm">
      <TriangleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-changed" />
      <div className="min-w-0">
        <p>
          The bot saved over write {lostSeq} to {scope === null ? "an unclassified item" : `${scope} state`} without having read it.
        </p>
        <p className="font-mono text-xs break-all text-muted">{paths.length > 0 ? paths.join(", ") : key}</p>
      </div>
    </div>
  );
}
