"use client";
import { createContext, useContext } from "react";
import type { Persona } from "@/lib/model";
import type { ConversationData } from "./conversation-reducer";

/** What every pane of the workbench knows about the conversation in front of the tester. */
export type ConversationContextValue = Omit<ConversationData, "lastBotMessage" | "updateAt"> & {
  conversationId: string;
  botId: string | null;
  persona: Persona;
  /** Reads the turns before those that are held; does nothing when there are none. */
  loadEarlier: () => Promise<void>;
};

export const ConversationContext = createContext<ConversationContextValue | null>(null);

export function useConversation(): ConversationContextValue {
  const value = useContext(ConversationContext);
  if (!value) throw new Error("useConversation is used outside of a ConversationProvider.");
  return value;
}
