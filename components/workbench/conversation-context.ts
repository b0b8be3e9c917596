"use client";
import { createContext, useContext } from "react";
import type { AllScopes, ConversationSummary, HandWrite, Persona, StateChange, TurnSummary } from "@/lib/model";

/** What every pane of the workbench knows about the conversation in front of the tester. */
export type ConversationContextValue = {
  conversationId: string;
  botId: string | null;
  /** Whose user and private state is shown, and who speaks in the chat. */
  userId: string;
  persona: Persona;
  /** Null until the server has answered for the first time. */
  conversation: ConversationSummary | null;
  /** Null until it has arrived. */
  state: AllScopes | null;
  /** What the newest turn or hand-made write changed; marked in the panels until the next one. */
  changes: StateChange[];
  /** The turn that made `changes`; null when a person made them, or nothing has changed yet. */
  changesTurn: number | null;
  /** In order, oldest first. */
  turns: TurnSummary[];
  writes: HandWrite[];
  /** What the bot's last message offers to answer with. */
  suggestedActions: string[];
  isLoading: boolean;
  /** Reads the turns before those that are held; does nothing when there are none. */
  loadEarlier: () => Promise<void>;
};

export const ConversationContext = createContext<ConversationContextValue | null>(null);

export function useConversation(): ConversationContextValue {
  const value = useContext(ConversationContext);
  if (!value) throw new Error("useConversation is used outside of a ConversationProvider.");
  return value;
}
