import type { Persona, PostedActivity } from "@/lib/model";
import { hasArrived } from "@/lib/turns";
import { type ActiveConversation, requireWritableConversation } from "../active-conversation";
import { acceptTurn } from "../begin-turn";
import { readBotSetting } from "../kept-bot-settings";
import { whoSpeaks } from "../open-turn";
import { updateOf } from "./start-updates";

/**
 * Tells the bot of somebody who speaks and of whom the start said nothing: on Direct Line everybody whom no token named, elsewhere the first
 * person of a conversation that was started by nobody. The turn is in the log when this resolves, so it comes before what is said.
 */
export async function greetNewcomer(conversationId: string, posted: PostedActivity): Promise<void> {
  const conversation = await requireWritableConversation(conversationId);
  const { greeting } = await readBotSetting(conversation.botId);
  if (greeting !== "direct-line" && conversation.members.length > 0) return;
  const from = whoSpeaks(conversation, conversation.botId, posted);
  const { greeted } = conversation;
  const telling = greeted.get(from.id) ?? tell(conversation, from, posted.locale);
  greeted.set(from.id, telling);
  try {
    await telling;
  } catch (error) {
    greeted.delete(from.id);
    throw error;
  }
}

async function tell(conversation: ActiveConversation, from: Persona, locale: string | undefined): Promise<void> {
  if (await hasArrived(conversation.id, from.id)) return;
  await acceptTurn(conversation.id, { ...updateOf([from]), locale, from });
}
