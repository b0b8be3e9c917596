"use client";
import { History } from "lucide-react";
import { problemSentence } from "@/components/api/api-problem";
import { unless } from "@/components/state/panels/unless";
import { Button } from "@/components/ui/button";
import { ErrorNote } from "@/components/ui/error-note";
import type { Past } from "./use-time-travel";

export type PastActions = {
  onReturn: () => void;
  onToggleBefore: () => void;
  onFork: () => void;
};

type PastBannerProps = PastActions & {
  past: Past;
  /** Why nothing can be restored here, or null. */
  restoreRefusal: string | null;
  /** Why nobody can fork here, or null. */
  forkRefusal: string | null;
  onRestore: () => void;
};

/** Says that the panels below show the past, which moment of it, and what can be done from there. */
export function PastBanner({ past, onReturn, onToggleBefore, restoreRefusal, forkRefusal, onRestore, onFork }: PastBannerProps) {
  const { moment, happened, sentence, time, newerCount } = past;
  return (
    <section aria-label="The past" className="past-stripes shrink-0 border-b border-line py-1.5 pr-2 pl-4.5 text-sm">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <History aria-hidden="true" className="size-4 shrink-0 text-muted" />
        <p className="min-w-0 grow basis-40 truncate">
          <strong className="font-semibold">
            {moment.isBefore ? "Before" : "After"} {happened}
          </strong>
          {time && <span className="font-mono text-xs text-muted"> · {time}</span>}
          {sentence && <span className="text-muted"> · {sentence}</span>}
        </p>
        <Button variant="primary" size="sm" aria-keyshortcuts="Escape" onClick={onReturn}>
          Back to now{" "}
          <span
            aria-hidden="true"
            className="max-md:hidden rounded border border-current/50 px-1 font-mono text-[0.6875rem] leading-4 font-normal"
          >
            Esc
          </span>
        </Button>
      </div>
      <div className="mt-1 flex flex-wrap items-center gap-1.5">
        <BeforeAfter isBefore={moment.isBefore} onToggle={onToggleBefore} />
        <Button size="sm" disabled={past.isPending} {...unless(restoreRefusal, onRestore)}>
          Restore…
        </Button>
        <ForkButton past={past} refusal={forkRefusal} onFork={onFork} />
        {newerCount > 0 && (
          <span className="text-xs whitespace-nowrap text-muted">
            {newerCount} newer {newerCount === 1 ? "turn" : "turns"}
          </span>
        )}
      </div>
      {past.error !== null && (
        <ErrorNote
          className="mt-1.5"
          title={`The state ${moment.isBefore ? "before" : "after"} ${happened} did not load`}
          detail={problemSentence(past.error)}
          onRetry={past.retry}
        />
      )}
    </section>
  );
}

function BeforeAfter({ isBefore, onToggle }: { isBefore: boolean; onToggle: () => void }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    <div
      role="group"
      aria-label="Show the state"
      className="inline-flex rounded-md border border-line bg-surface"
      title="Before or after (b)"
    >
      {[true, false].map((isForBefore) => (
        <button
          key={String(isForBefore)}
          type="button"
          aria-pressed={isForBefore === isBefore}
          onClick={() => isForBefore !== isBefore && onToggle()}
          className="h-5.5 px-2 text-xs text-muted first:rounded-l-md last:rounded-r-md aria-pressed:bg-selected aria-pressed:font-semibold aria-pressed:text-accent"
        >
          {isForBefore ? "Before" : "After"}
        </button>
      ))}
    </div>
  );
}

/** A fork begins after a turn: with true state, and with all that was said until then. */
function ForkButton({ past, refusal, onFork }: { past: Past; refusal: string | null; onFork: () => void }) {
  const isAtTurn = past.moment.kind === "turn" && past.error === null;
  return (
    <Button size="sm" {...unless(isAtTurn ? refusal : "A fork begins after a turn: choose one.", onFork)}>
      Fork from here…
    </Button>
  );
}
