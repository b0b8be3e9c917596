import { HarnessError, isHarnessError } from "@/lib/model";
import { type ActiveConversation, requireActiveConversation, requireWritableConversation } from "../active-conversation";

/** The conversation, or null when there is none with this id. */
export async function getActiveConversation(conversationId: string): Promise<ActiveConversation | null> {
  try {
    return await requireActiveConversation(conversationId);
  } catch (error) {
    if (isHarnessError(error) && error.code === "conversation_not_found") return null;
    throw error;
  }
}

/** A conversation of this bot. Another bot's is not found, as if there were none. */
export async function requireConversationOf(botId: string, conversationId: string): Promise<ActiveConversation> {
  const conversation = await getActiveConversation(conversationId);
  if (conversation?.botId === botId) return conversation;
  throw new HarnessError("conversation_not_found", "This bot has no conversation with that id.");
}

/** One that can be written to as well: not one that was opened from a file. */
export async function requireWritableConversationOf(botId: string, conversationId: string): Promise<ActiveConversation> {
  await requireConversationOf(botId, conversationId);
  return requireWritableConversation(conversationId);
}
