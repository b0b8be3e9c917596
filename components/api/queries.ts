"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { getConversation, listBots, setBot } from "./conversation-calls";

const botsKey = ["bots"] as const;
export const conversationsKey = ["conversations"] as const;

export const useBots = () => useQuery({ queryKey: botsKey, queryFn: ({ signal }) => listBots(signal) });

export const useConversationSummary = (conversationId: string) =>
  useQuery({ queryKey: ["conversation", conversationId], queryFn: ({ signal }) => getConversation(conversationId, signal) });

/** Changes how a bot is run; whoever shows the bots shows it anew. */
export function useSetBot() {
  const client = useQueryClient();
  return useMutation({ mutationFn: setBot, onSettled: () => client.invalidateQueries({ queryKey: botsKey }) });
}
