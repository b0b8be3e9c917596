import type { LoadedBot } from "@/lib/bots";
import { HarnessError } from "@/lib/model";
import { checkActivity } from "./check-activity";
import { requireWritableConversationOf } from "./get-active-conversation";
import { senderFor } from "./sender-for";

type Change = { bot: LoadedBot; conversationId: string; activityId: string };

/** Puts another activity in the place of one; it keeps its id and its place. Throws `not_found`. */
export async function updateActivity({ bot, conversationId, activityId, body }: Change & { body: unknown }): Promise<string> {
  const conversation = await requireWritableConversationOf(bot.summary.id, conversationId);
  const activity = checkActivity(body, bot);
  if (activity.id !== undefined && activity.id !== activityId) {
    throw new HarnessError("invalid_activity", "The activity has another id than the address.");
  }
  await senderFor(conversation, bot).updateActivity({ ...activity, id: activityId });
  return activityId;
}

/** Takes an activity back; its place in the log stays. Throws `not_found`. */
export async function deleteActivity({ bot, conversationId, activityId }: Change): Promise<void> {
  const conversation = await requireWritableConversationOf(bot.summary.id, conversationId);
  await senderFor(conversation, bot).deleteActivity(activityId);
}
