import { HarnessError, type LostValue, type LostValueList } from "@/lib/model";
import { countOpenClashes, type LostValueFilter, readLostValues } from "@/lib/state";
import { requireConversation } from "../active-conversation";

/** What bots wrote over unseen in a conversation, and what was decided about it. Throws `conversation_not_found`. */
export async function listLostValues(conversationId: string, filter: LostValueFilter = {}): Promise<LostValueList> {
  await requireConversation(conversationId);
  return { lostValues: await readLostValues(conversationId, filter), openClashes: await countOpenClashes(conversationId) };
}

/** Throws `lost_value_not_found`. */
export async function requireLostValue(conversationId: string, id: string): Promise<LostValue> {
  await requireConversation(conversationId);
  const [lost] = await readLostValues(conversationId, { id });
  if (!lost) throw new HarnessError("lost_value_not_found", "This conversation has no lost value with that id.");
  return lost;
}
