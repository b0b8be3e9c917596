import type { ActivitySender } from "@/lib/bots";
import { type Activity, HarnessError, newActivityId } from "@/lib/model";
import { type ActivityRow, readActivity, replaceActivity } from "@/lib/turns";
import type { ActiveConversation } from "./active-conversation";

type Replying = { conversation: ActiveConversation; bot: { id: string; name: string }; turn: number; incoming: Activity };

/**
 * What the bot says in a turn goes into the log at once and is pushed at once. It keeps working after the turn has ended:
 * a late reply belongs to the turn that caused it.
 */
export function replySender(replying: Replying): ActivitySender {
  const { conversation } = replying;
  return {
    sendActivities: (activities) =>
      conversation.append(() => {
        const rows = activities.map((activity, index) => toReplyRow(replying, activity, conversation.nextPosition + index));
        conversation.nextPosition += rows.length;
        return { rows, result: rows.map((row) => row.activity.id) };
      }),
    async updateActivity(activity) {
      const earlier = await requireReply(conversation.id, activity.id);
      await replaceActivity(conversation.id, { ...earlier, ...activity, id: earlier.id, timestamp: earlier.timestamp });
    },
    async deleteActivity(activityId) {
      const { id, timestamp, channelId, conversation: place, from, recipient } = await requireReply(conversation.id, activityId);
      await replaceActivity(conversation.id, { type: "messageDelete", id, timestamp, channelId, conversation: place, from, recipient });
    },
  };
}

function toReplyRow({ conversation, bot, turn, incoming }: Replying, activity: Partial<Activity>, position: number): ActivityRow {
  const reply: Activity = {
    replyToId: incoming.id,
    ...activity,
    type: activity.type ?? "message",
    id: newActivityId(),
    timestamp: conversation.nextTimestamp(),
    channelId: conversation.channelId,
    conversation: { ...activity.conversation, id: conversation.id },
    from: { ...activity.from, id: bot.id, name: bot.name, role: "bot" },
    recipient: { ...activity.recipient, id: incoming.from.id, name: incoming.from.name, role: "user" },
  };
  return { position, turn, isIncoming: false, activity: reply };
}

async function requireReply(conversationId: string, activityId: string | undefined): Promise<Activity> {
  const earlier = activityId === undefined ? null : await readActivity(conversationId, activityId);
  if (earlier) return earlier;
  throw new HarnessError("not_found", "The bot changed or deleted an activity that is not in this conversation.");
}
