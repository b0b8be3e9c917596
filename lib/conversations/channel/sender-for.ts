import { type ActivitySender, type LoadedBot, remoteTurns } from "@/lib/bots";
import type { ActiveConversation } from "../active-conversation";
import { replySender } from "../reply-sender";

/**
 * What a bot changes in a conversation outside any reply: through the turn that runs there, which knows what of it is not on disk yet, else
 * by itself.
 */
export function senderFor(conversation: ActiveConversation, { summary }: LoadedBot): ActivitySender {
  const turn = remoteTurns().findByActivity(summary.id, conversation.id, null);
  turn?.noteRequest();
  const [first] = conversation.members;
  return turn?.sender ?? replySender({ conversation, bot: summary, turn: null, incoming: { from: first ?? { id: "", name: "" } } });
}
