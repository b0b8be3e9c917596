import { requireConversation } from "@/lib/conversations";
import type { Party } from "@/lib/model";

export type PartiesOf = { conversationId: string /** Whose state is asked for; the first person's when left out. */; userId?: string };

/** Who the values of a conversation may belong to, and of whom state was asked. Throws `conversation_not_found`. */
export async function conversationParties({ conversationId, userId }: PartiesOf): Promise<{ everyone: Party[]; asked: Party[] }> {
  const { botId, channelId, members } = await requireConversation(conversationId);
  const toParty = (id: string | null): Party => ({ botId, channelId, userId: id });
  const everyone = members.length === 0 ? [toParty(null)] : members.map(({ id }) => toParty(id));
  return { everyone, asked: userId === undefined ? everyone.slice(0, 1) : [toParty(userId)] };
}
