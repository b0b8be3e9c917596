"use client";
import { useQuery } from "@tanstack/react-query";
import { getConversation, listBots } from "./client";

const botsKey = ["bots"] as const;
export const conversationsKey = ["conversations"] as const;

export const useBots = () => useQuery({ queryKey: botsKey, queryFn: ({ signal }) => listBots(signal) });

export const useConversationSummary = (conversationId: string) =>
  useQuery({ queryKey: ["conversation", conversationId], queryFn: ({ signal }) => getConversation(conversationId, signal) });
