"use client";
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useConversationSummary } from "@/components/api/queries";
import { useLive } from "@/components/live/live-provider";
import { getProtocolLog, type ProtocolFilter } from "./protocol-calls";

/** The protocol log from its end, followed live; `fetchNextPage` reads what was before. */
export function useProtocolLog(conversationId: string, filter: ProtocolFilter) {
  const queries = useQueryClient();
  const live = useLive();
  const watchedAs = useConversationSummary(conversationId).data?.members[0]?.id ?? "";
  useEffect(() => {
    const reload = () => void queries.invalidateQueries({ queryKey: ["protocol-log", conversationId] });
    const leave = (["watching", "protocol-log"] as const).map((type) => live.on(type, reload));
    live.watch({ conversationId, userId: watchedAs });
    return () => {
      for (const stop of leave) stop();
      live.unwatch();
    };
  }, [live, queries, conversationId, watchedAs]);
  const query = useInfiniteQuery({
    queryKey: ["protocol-log", conversationId, filter],
    queryFn: ({ pageParam, signal }) => getProtocolLog(conversationId, filter, { before: pageParam, signal }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: ({ cursor }) => cursor ?? undefined,
  });
  const exchanges = query.data?.pages.toReversed().flatMap((page) => page.exchanges);
  return { ...query, exchanges };
}
