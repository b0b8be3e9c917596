import { HarnessError, type Persona, type PostedActivity, type TurnDetail } from "@/lib/model";
import { requireWritableConversation } from "../active-conversation";
import { beginTurn } from "../begin-turn";

/**
 * Takes a person out of a conversation and tells the bot, as a channel does. What they said and what the bot remembers of them stays, to be
 * read. Resolves when the turn has ended. Throws `member_not_found`.
 */
export async function removeMember(conversationId: string, userId: string): Promise<TurnDetail> {
  const { members } = await requireWritableConversation(conversationId);
  const person = members.find((member) => member.id === userId);
  if (!person) throw new HarnessError("member_not_found", "Nobody with this id is in the conversation.");
  if (members.length === 1) {
    throw new HarnessError("invalid_request", "This is the last person of the conversation: somebody has to stay to talk to the bot.");
  }
  return (await beginTurn(conversationId, leavingOf(person))).finished;
}

/** The update that says that a person leaves; it comes from them. */
export function leavingOf({ id, name }: Persona): PostedActivity {
  const left = { id, name };
  return { type: "conversationUpdate", membersAdded: [], membersRemoved: [left], from: left };
}
