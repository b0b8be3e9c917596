"use client";
import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useLive } from "@/components/live/live-provider";
import { getStateOf, listMembers } from "./member-calls";

const keyOf = (conversationId: string) => ["people", conversationId] as const;

/** The people of a conversation, followed live. */
export function useMembers(conversationId: string) {
  const queries = useQueryClient();
  const live = useLive();
  const query = useQuery({ queryKey: [...keyOf(conversationId), "list"], queryFn: ({ signal }) => listMembers(conversationId, signal) });
  const watchedAs = query.data?.members[0]?.id;
  useEffect(() => {
    if (watchedAs === undefined) return;
    const reload = () => void queries.invalidateQueries({ queryKey: keyOf(conversationId) });
    const leave = (["watching", "turn", "state"] as const).map((type) => live.on(type, reload));
    live.watch({ conversationId, userId: watchedAs });
    return () => {
      for (const stop of leave) stop();
      live.unwatch();
    };
  }, [live, queries, conversationId, watchedAs]);
  return query;
}

/** What the bot remembers about a person; the same until the next answer is there. */
export function useStateOf(conversationId: string, userId: string) {
  return useQuery({
    queryKey: [...keyOf(conversationId), "state", userId],
    queryFn: ({ signal }) => getStateOf(conversationId, userId, signal),
    placeholderData: keepPreviousData,
  });
}
