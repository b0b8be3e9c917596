import type { PostedActivity } from "@/lib/model";
import { isAnybodyConcerned } from "@/lib/standing";
import { requireActiveConversation } from "./active-conversation";
import { acceptTurn, letIn, type PostedTurn } from "./begin-turn";
import { greetNewcomer } from "./greeting/greet-newcomer";
import { isOwnAccord, letBeginAnew } from "./let-begin-anew";
import { whoSpeaks } from "./open-turn";

export type { PostedTurn };

/** A person's activity begins a turn (begin-turn); where the channel has not told the bot of that person yet, it does so first. */
export async function postActivity(conversationId: string, posted: PostedActivity): Promise<PostedTurn> {
  return letIn(async () => {
    if (isOwnAccord(posted) && isAnybodyConcerned()) await welcomeBack(conversationId, posted);
    if (posted.type !== "conversationUpdate") await greetNewcomer(conversationId, posted);
    return acceptTurn(conversationId, posted);
  });
}

async function welcomeBack(conversationId: string, posted: PostedActivity): Promise<void> {
  const conversation = await requireActiveConversation(conversationId);
  const { id: userId } = whoSpeaks(conversation, conversation.botId, posted);
  await letBeginAnew({ channelId: conversation.channelId, userId });
}
