import { HarnessError, type MemberToAdd, type TurnDetail } from "@/lib/model";
import { requireWritableConversation } from "../active-conversation";
import { beginTurn } from "../begin-turn";

/**
 * Brings a person into a conversation and tells the bot, as a channel does; the update comes from that person, so that the bot meets
 * their state. Resolves when its turn has ended. Throws `member_exists`.
 */
export async function addMember(conversationId: string, { id, name }: MemberToAdd): Promise<TurnDetail> {
  const { members, botId } = await requireWritableConversation(conversationId);
  if (id === botId) throw new HarnessError("invalid_request", "The bot is in every conversation of its own. Add a person.");
  if (id === conversationId)
    throw new HarnessError("invalid_request", "A person cannot have the conversation's id. Choose another user id.");
  if (members.some((member) => member.id === id)) throw new HarnessError("member_exists", "This person is in the conversation already.");
  const person = { id, name: name ?? id };
  const update = { type: "conversationUpdate", membersAdded: [person], membersRemoved: [], from: person };
  return (await beginTurn(conversationId, update)).finished;
}
