import type { LoadedBot } from "@/lib/bots";
import { type Activity, HarnessError, newActivityId } from "@/lib/model";
import type { ActiveConversation } from "../active-conversation";
import { checkActivity } from "./check-activity";
import { requireWritableConversationOf } from "./get-active-conversation";

/** What was said elsewhere, as a bot tells it: appended in order, with those who said it, and without asking the bot. Answers the last one's id. */
export async function receiveHistory(bot: LoadedBot, conversationId: string, activities: readonly unknown[]): Promise<string> {
  const conversation = await requireWritableConversationOf(bot.summary.id, conversationId);
  const checked = activities.map((activity) => checkActivity(activity, bot));
  return conversation.append(() => {
    const told = checked.map((activity) => toTold(conversation, bot, activity));
    const rows = told.map((activity) => ({ turn: null, isIncoming: activity.from.role === "user", activity }));
    return { rows, result: told.at(-1)?.id ?? "" };
  });
}

function toTold(conversation: ActiveConversation, { summary }: LoadedBot, activity: Partial<Activity>): Activity {
  const [first] = conversation.members;
  const { from } = activity;
  const isBot = from === undefined || from.id === summary.id || from.role === "bot";
  const bot = { id: summary.id, name: summary.name, role: "bot" };
  const person = { ...first, ...(isBot ? activity.recipient : from), role: "user" };
  if (person.id === undefined) throw new HarnessError("invalid_activity", "An activity of the history does not say who said it.");
  const whole = { ...person, id: person.id };
  return {
    ...activity,
    type: activity.type ?? "message",
    id: newActivityId(),
    timestamp: conversation.nextTimestamp(),
    channelId: conversation.channelId,
    conversation: { ...activity.conversation, id: conversation.id },
    from: isBot ? bot : whole,
    recipient: isBot ? whole : bot,
  };
}
