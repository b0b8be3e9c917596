"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { MessagesSquare } from "lucide-react";
import { useEffect, useState } from "react";
import { problemSentence } from "@/components/api/api-problem";
import { listConversations } from "@/components/api/conversation-calls";
import { conversationsKey, useBots } from "@/components/api/queries";
import { useLive } from "@/components/live/live-provider";
import { Button, buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorNote } from "@/components/ui/error-note";
import { PageFrame } from "@/components/ui/page-frame";
import { PageLink } from "@/components/ui/page-link";
import { Select } from "@/components/ui/select";
import { Spinner } from "@/components/ui/spinner";
import type { BotSummary } from "@/lib/model";
import { ConversationsTable } from "./conversations-table";

const everyBot = "";
const noBots: BotSummary[] = [];

function useConversations(botId: string) {
  const live = useLive();
  const query = useInfiniteQuery({
    queryKey: [...conversationsKey, botId],
    queryFn: ({ pageParam, signal }) => listConversations({ botId: botId || null, cursor: pageParam, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.cursor,
  });
  const { refetch } = query;
  useEffect(() => live.on("conversations", () => void refetch()), [live, refetch]);
  return query;
}

export function ConversationsPage() {
  const [botId, setBotId] = useState(everyBot);
  const bots = useBots().data ?? noBots;
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useConversations(botId);
  const conversations = data?.pages.flatMap((page) => page.conversations);
  return (
    <PageFrame
      title="Conversations"
      description="All that were held on this server, newest first."
      actions={
        <Select label="Bot" isLabelHidden value={botId} onChange={(event) => setBotId(event.target.value)} className="w-56">
          <option value={everyBot}>Every bot</option>
          {bots.map((bot) => (
            <option key={bot.id} value={bot.id}>
              {bot.name}
            </option>
          ))}
        </Select>
      }
    >
      {error && (
        <ErrorNote className="mb-3" title="The conversations did not load" detail={problemSentence(error)} onRetry={() => void refetch()} />
      )}
      {!conversations && !error && <Spinner label="Loading the conversations" isLabelShown />}
      {conversations?.length === 0 && <NoConversations isFiltered={botId !== everyBot} />}
      {conversations && conversations.length > 0 && <ConversationsTable conversations={conversations} bots={bots} />}
      {hasNextPage && (
        <Button className="mt-3" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {isFetchingNextPage ? "Loading…" : "Show earlier conversations"}
        </Button>
      )}
    </PageFrame>
  );
}

function NoConversations({ isFiltered }: { isFiltered: boolean }) {
  return (
    <EmptyState
      title={isFiltered ? "Nobody has talked to this bot yet" : "No conversations yet"}
      icon={<MessagesSquare className="size-8" />}
      actions={
        <PageLink href="/bots" className={buttonClass("primary")}>
          Choose a bot
        </PageLink>
      }
    >
      A conversation is listed here from its first moment on, whoever started it: this page, the HTTP API or a script.
    </EmptyState>
  );
}
