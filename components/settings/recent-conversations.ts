"use client";
import * as z from "zod";
import { createStoredValue, useStoredValue } from "./stored-value";

const recentConversation = z.object({
  conversationId: z.string(),
  botId: z.string(),
  persona: z.object({ id: z.string(), name: z.string(), locale: z.string().optional() }),
});
export type RecentConversation = z.infer<typeof recentConversation>;

const maxRemembered = 50;
const none: RecentConversation[] = [];
const recent = createStoredValue<RecentConversation[]>("turnscope:recent", z.array(recentConversation), none);

/** Newest first: what this browser had open, and as whom. */
export const useRecentConversations = (): RecentConversation[] => useStoredValue(recent, none);
export const listRecentConversations = (): RecentConversation[] => recent.get();

export function rememberConversation(entry: RecentConversation): void {
  const others = recent.get().filter((known) => known.conversationId !== entry.conversationId);
  recent.set([entry, ...others].slice(0, maxRemembered));
}

export function forgetConversation(conversationId: string): void {
  recent.set(recent.get().filter((known) => known.conversationId !== conversationId));
}
