import type { ActivitySender } from "@/lib/bots";
import { HarnessError } from "@/lib/model";
import { requireActiveConversation } from "./active-conversation";
import { type ReplySender, replySender } from "./reply-sender";

/** How a bot speaks in a conversation outside its turns (a proactive message). What it says belongs to no turn. */
export function proactiveSender(bot: { id: string; name: string }, conversationId: string): ActivitySender {
  let opened: Promise<ReplySender> | null = null;
  const sender = (): Promise<ReplySender> => {
    opened ??= openSender(bot, conversationId);
    return opened;
  };
  return {
    sendActivities: async (activities) => (await sender()).sendActivities(activities),
    updateActivity: async (activity) => (await sender()).updateActivity(activity),
    deleteActivity: async (activityId) => (await sender()).deleteActivity(activityId),
  };
}

async function openSender(bot: { id: string; name: string }, conversationId: string): Promise<ReplySender> {
  const conversation = await requireActiveConversation(conversationId);
  if (conversation.botId !== bot.id) throw new HarnessError("conversation_not_found", "This bot has no conversation with that id.");
  const [first] = conversation.members;
  return replySender({ conversation, bot, turn: null, incoming: { from: first ?? { id: "", name: "" } } });
}
