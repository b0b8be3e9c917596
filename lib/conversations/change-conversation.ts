import { db } from "@/lib/db";
import { bus } from "@/lib/live";
import type { ChangeConversationRequest, ConversationSummary } from "@/lib/model";
import { conversationGate, gates } from "@/lib/state";
import { requireConversation, requireWritableConversation } from "./active-conversation";
import { updateConversation } from "./conversation-row";

/**
 * Changes what is said with everything that people send from now on. Turns that were begun before end first, on their channel: the channel
 * is part of every storage key, so on another one the bot finds other state.
 */
export async function changeConversation(conversationId: string, wanted: ChangeConversationRequest): Promise<ConversationSummary> {
  const conversation = await requireWritableConversation(conversationId);
  const release = await gates().acquire(conversationGate(conversationId), "exclusive");
  try {
    const { channelId, locale, timeZone } = conversation;
    const given = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined));
    const changed = { channelId, locale, timeZone, ...given };
    await (await db()).execute(updateConversation(conversationId, changed));
    Object.assign(conversation, changed);
  } finally {
    release();
  }
  bus().publish({ type: "conversation", conversationId });
  bus().publish({ type: "conversations" });
  return requireConversation(conversationId);
}
