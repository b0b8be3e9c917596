import { listExchanges } from "@/lib/channels";
import type { ProtocolLogPage, ProtocolLogQuery } from "@/lib/model";
import { requireActiveConversation } from "../active-conversation";

/** What was said on the wire about a conversation: a page of it, the newest first. Throws `conversation_not_found`. */
export async function readProtocolLog(conversationId: string, query: ProtocolLogQuery): Promise<ProtocolLogPage> {
  await requireActiveConversation(conversationId);
  return listExchanges(conversationId, query);
}
