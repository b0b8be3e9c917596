"use client";
import { useSearchParams } from "next/navigation";
import { useState } from "react";
import { problemSentence } from "@/components/api/api-problem";
import { ChangesTable } from "@/components/turns/inspector/changes-table";
import { ErasedPlaces } from "@/components/turns/inspector/erased-places";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorNote } from "@/components/ui/error-note";
import { PageLink } from "@/components/ui/page-link";
import { Spinner } from "@/components/ui/spinner";
import { conversationUrl } from "@/components/workbench/conversation-url";
import type { Comparison, StateChange } from "@/lib/model";
import { type ComparedPlace, compareUrl, parseCompared } from "./compare-url";
import { ComparedTurns } from "./compared-turns";
import { OtherConversation } from "./other-conversation";
import { useCompared } from "./use-compared";

/** Two conversations turn by turn, and below how their state differs after the chosen turn. */
export function ComparePage({ conversationId }: { conversationId: string }) {
  const place = parseCompared(new URLSearchParams(useSearchParams().toString()));
  const [isOnlyDifferent, setOnlyDifferent] = useState(false);
  const { data, error, refetch, isPlaceholderData } = useCompared({ conversationId, ...place });
  const go = (next: ComparedPlace) => window.history.replaceState(null, "", compareUrl(conversationId, next));
  return (
    <>
      <header className="flex shrink-0 flex-wrap items-center gap-x-3 gap-y-1.5 border-b border-line px-4 py-2">
        <h1 className="text-base font-semibold">Compare</h1>
        <PageLink href={conversationUrl(conversationId)} className="font-mono text-xs text-accent hover:underline">
          {conversationId}
        </PageLink>
        <span className="text-sm text-muted">with</span>
        <OtherConversation conversationId={conversationId} otherId={place.withId} onChoose={(withId) => go({ withId, turn: null })} />
        <label className="ml-auto flex items-center gap-1.5 text-sm">
          <input
            type="checkbox"
            className="size-4 accent-accent"
            checked={isOnlyDifferent}
            onChange={(event) => setOnlyDifferent(event.target.checked)}
          />
          Only turns that differ
        </label>
      </header>
      {place.withId === null && (
        <EmptyState title="With which conversation?">
          Choose one above: a branch of this conversation, or one you had open lately.
        </EmptyState>
      )}
      {error && (
        <ErrorNote
          className="m-4"
          title="The conversations were not compared"
          detail={problemSentence(error)}
          onRetry={() => void refetch()}
        />
      )}
      {place.withId !== null && !error && !data && <Spinner label="Comparing" className="m-4" isLabelShown />}
      {place.withId !== null && data && (
        <>
          <ComparedTurns
            key={place.withId}
            conversationId={conversationId}
            withId={place.withId}
            turnCount={data.turnCount}
            isOnlyDifferent={isOnlyDifferent}
            chosen={place.turn ?? data.turn}
            onChoose={(turn) => go({ ...place, turn })}
          />
          <StateDifference comparison={data} leftId={conversationId} rightId={place.withId} isBusy={isPlaceholderData} />
        </>
      )}
    </>
  );
}

const sideWords = { added: "only right", changed: "differs", removed: "only left" };

type StateDifferenceProps = { comparison: Comparison; leftId: string; rightId: string; isBusy: boolean };

function StateDifference({ comparison: { turn, changes, erased }, leftId, rightId, isBusy }: StateDifferenceProps) {
  return (
    <section
      aria-label="Difference in state"
      aria-busy={isBusy}
      className="relative max-h-[45%] min-h-40 shrink-0 overflow-y-auto border-t border-line-strong px-4 py-3 aria-busy:opacity-60"
    >
      <h2 className="mb-2 text-sm font-semibold">
        State after turn {turn}{" "}
        <span aria-live="polite" className="font-normal text-muted">
          {changes.length === 0 ? "is the same" : changes.length === 1 ? "differs in one place" : `differs in ${changes.length} places`}
        </span>
      </h2>
      <ChangesTable
        label="Differences in state"
        // Values come from our own server; their outline was checked.
        changes={changes as StateChange[]}
        columns={[leftId, rightId]}
        words={sideWords}
        nothing="All four scopes hold the same in both."
      />
      <ErasedPlaces places={erased.left} label={`Erased since in ${leftId}`} />
      <ErasedPlaces places={erased.right} label={`Erased since in ${rightId}`} />
    </section>
  );
}
