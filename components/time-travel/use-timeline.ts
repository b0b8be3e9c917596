"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { readTimeline } from "@/components/api/client";
import type { ConversationTimeline } from "@/lib/model";
import { maxMarks } from "./marks";

/** New turns are marked as they come; the summary is read again when they are so many. */
const turnsPerReading = 100;

/** The server's summary of the whole conversation, asked for where the page does not hold all of it. */
export function useTimeline(conversationId: string, turnCount: number, isNeeded: boolean): ConversationTimeline | undefined {
  const { data } = useQuery({
    queryKey: ["timeline", conversationId, Math.floor(turnCount / turnsPerReading)],
    queryFn: ({ signal }) => readTimeline(conversationId, maxMarks, signal),
    enabled: isNeeded,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return isNeeded ? data : undefined;
}
