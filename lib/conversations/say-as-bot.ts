import { type Activity, HarnessError } from "@/lib/model";
import { readActivity, replaceActivity } from "@/lib/turns";
import { requireWritableConversation } from "./active-conversation";
import { requireListedBot } from "./bot-settings";
import { replySender } from "./reply-sender";

/**
 * Says something in a conversation in the name of its bot, of which the bot itself knows nothing. Answers the activity's id once it is saved.
 * Throws `conversation_not_found`, `conversation_read_only` and `bot_not_found`.
 */
export async function sayAsBot(conversationId: string, activity: Partial<Activity>, to: { id: string; name: string }): Promise<string> {
  const conversation = await requireWritableConversation(conversationId);
  const { id, name } = await requireListedBot(conversation.botId);
  const sender = replySender({ conversation, bot: { id, name }, turn: null, incoming: { from: to } });
  const [activityId] = await sender.sendActivities([activity]);
  await sender.untilSaved();
  if (activityId === undefined) throw new HarnessError("internal", "What the bot was to say has no id.");
  return activityId;
}

/** Puts another text in the place of what was said; nothing where it is gone. */
export async function changeSaid(conversationId: string, activityId: string, text: string): Promise<void> {
  const said = await readActivity(conversationId, activityId);
  if (said) await replaceActivity(conversationId, { ...said, text });
}
