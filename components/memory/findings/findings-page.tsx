"use client";
import { SearchCheck } from "lucide-react";
import { useState } from "react";
import { problemSentence } from "@/components/api/api-problem";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorNote } from "@/components/ui/error-note";
import { Spinner } from "@/components/ui/spinner";
import { VirtualList } from "@/components/ui/virtual-list";
import { MemoryFrame } from "../memory-frame";
import type { FindingFilter } from "./finding-calls";
import { FindingCard } from "./finding-card";
import { FindingFilters } from "./finding-filters";
import { useFindings } from "./use-findings";

const cardGuessPx = 220;

/** What the memory lint finds: where memory is not as it should be, whom that concerns, and what to do. */
export function FindingsPage({ botId }: { botId: string }) {
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null);
  const [filter, setFilter] = useState<FindingFilter>({ status: "open", rule: null });
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useFindings(botId, filter);
  const findings = data?.pages.flatMap((page) => page.findings);
  const counts = data?.pages.at(-1)?.counts;
  return (
    <MemoryFrame
      ref={setScroller}
      botId={botId}
      tab="findings"
      description="Where its memory is not as it should be, whom that concerns, and what to do."
    >
      <FindingFilters filter={filter} counts={counts} onFilter={setFilter} />
      {error && (
        <ErrorNote className="mb-3" title="The findings did not load" detail={problemSentence(error)} onRetry={() => void refetch()} />
      )}
      {!findings && !error && <Spinner label="Looking through what it remembers" isLabelShown />}
      {findings?.length === 0 && <Nothing filter={filter} total={(counts?.open ?? 0) + (counts?.accepted ?? 0)} />}
      {findings && findings.length > 0 && (
        <section aria-label="Findings">
          <h2 className="sr-only">Findings</h2>
          <VirtualList items={findings} keyOf={({ id }) => id} scroller={scroller} rowGuessPx={cardGuessPx} className="pb-3">
            {(finding) => <FindingCard botId={botId} finding={finding} />}
          </VirtualList>
        </section>
      )}
      {hasNextPage && (
        <Button className="mt-3" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Show more findings
        </Button>
      )}
    </MemoryFrame>
  );
}

function Nothing({ filter, total }: { filter: FindingFilter; total: number }) {
  const isAll = filter.rule === null && filter.status !== "accepted";
  const title = isAll
    ? "Nothing to look into"
    : filter.status === "accepted" && filter.rule === null
      ? "Nothing was accepted"
      : "No finding fits";
  return (
    <EmptyState title={title} icon={<SearchCheck className="size-8" />}>
      {isAll &&
        total === 0 &&
        "What the bot remembers is looked through for private facts in shared places, dialogs that broke, and more: anew when something was written since. Where that takes long it waits for up to five minutes, and of each path 10,000 values are looked at."}
      {isAll && total > 0 && "What there was has been accepted, with a reason."}
      {!isAll && filter.status === "accepted" && "A finding that is all right can be accepted with a reason; it is listed here then."}
      {!isAll && filter.status !== "accepted" && "Choose another rule."}
    </EmptyState>
  );
}
