"use client";
import { type ReactNode, useMemo } from "react";
import type { Persona } from "@/lib/model";
import { ConversationContext, type ConversationContextValue } from "./conversation-context";
import { useLiveConversation } from "./use-live-conversation";

type ConversationProviderProps = {
  conversationId: string;
  /** Known from this browser before the server has answered. */
  botId: string | null;
  persona: Persona;
  children: ReactNode;
};

export function ConversationProvider({ conversationId, botId, persona, children }: ConversationProviderProps) {
  const data = useLiveConversation(conversationId, persona.id);
  const value = useMemo<ConversationContextValue>(
    () => ({ ...data, conversationId, persona, userId: persona.id, botId: data.conversation?.botId ?? botId }),
    [data, conversationId, persona, botId],
  );
  return <ConversationContext value={value}>{children}</ConversationContext>;
}
