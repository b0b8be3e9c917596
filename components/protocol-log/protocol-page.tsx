"use client";
import { useState } from "react";
import { problemSentence } from "@/components/api/api-problem";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorNote } from "@/components/ui/error-note";
import { PageFrame } from "@/components/ui/page-frame";
import { PageLink } from "@/components/ui/page-link";
import { Spinner } from "@/components/ui/spinner";
import { conversationUrl } from "@/components/workbench/conversation-url";
import { ExchangeList } from "./exchange-list";
import { FilterBar } from "./filter-bar";
import type { ProtocolFilter } from "./protocol-calls";
import { useProtocolLog } from "./use-protocol-log";

/** What went over the wire for a conversation, oldest above, as it happens. */
export function ProtocolPage({ conversationId }: { conversationId: string }) {
  const [filter, setFilter] = useState<ProtocolFilter>({});
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  const { exchanges, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useProtocolLog(conversationId, filter);
  return (
    <PageFrame
      ref={setScroller}
      title="Protocol log"
      description={
        <>
          <PageLink href={conversationUrl(conversationId)} className="font-mono text-accent hover:underline">
            {conversationId}
          </PageLink>{" "}
          · each request with its answer, without secrets
        </>
      }
      actions={<FilterBar filter={filter} onChange={setFilter} />}
    >
      {error && <ErrorNote className="mb-3" title="The log did not load" detail={problemSentence(error)} onRetry={() => void refetch()} />}
      {!exchanges && !error && <Spinner label="Loading the log" isLabelShown />}
      {exchanges?.length === 0 && (
        <EmptyState title="Nothing has gone over the wire">
          Bots in this process have none: talk to a bot elsewhere, or connect a Direct Line client. A filter may hide what there is.
        </EmptyState>
      )}
      {hasNextPage && (
        <Button className="mb-2" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Show earlier
        </Button>
      )}
      <ExchangeList exchanges={exchanges ?? []} scroller={scroller} />
    </PageFrame>
  );
}
