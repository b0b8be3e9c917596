import type { ActivitySender } from "@/lib/bots";
import { type Activity, HarnessError, isOfErased, markLate, newActivityId } from "@/lib/model";
import { erasuresSoFar, isAnybodyConcerned, noteKeptOut, wasErased } from "@/lib/standing";
import { readActivity, replaceActivity } from "@/lib/turns";
import type { ActiveConversation } from "./active-conversation";
import { hideToken } from "./sign-in/hide-token";
import { withSignInLinks } from "./sign-in/with-sign-in-links";

/** `turn` is null for what a bot says of its own accord; then `incoming` is only somebody to say it to. */
type Replying = {
  conversation: ActiveConversation;
  bot: { id: string; name: string };
  turn: number | null;
  incoming: { id?: string; from: { id: string; name?: string } };
};

/** `sent` grows as the bot speaks; what comes after `endTurn` is marked as late; `untilSaved` rejects when something of it could not be kept. `requireSaved`, called in an append after those of the replies, throws when one of them failed. */
export type ReplySender = ActivitySender & {
  readonly sent: Activity[];
  untilSaved(): Promise<void>;
  requireSaved(): void;
  endTurn(): void;
};

/**
 * What the bot says in a turn goes into the log at once and is pushed at once. The bot need not wait for the disk: the turn
 * does not end before its replies are saved. It keeps working after the end: a late reply belongs to the turn that caused it.
 */
export function replySender(replying: Replying): ReplySender {
  const { conversation, turn } = replying;
  const sent: Activity[] = [];
  let saved: Promise<unknown> = Promise.resolve();
  let hasFailed = false;
  let hasEnded = false;
  const beganAt = erasuresSoFar();
  const { channelId } = conversation;
  const requireNotErased = async (): Promise<void> => {
    if (!(await wasErased({ channelId, userId: replying.incoming.from.id }, beganAt))) return;
    throw answersErased();
  };
  const replace = async (activity: Activity): Promise<void> => {
    await replaceActivity(conversation.id, activity);
    const place = sent.findIndex(({ id }) => id === activity.id);
    if (place !== -1) sent[place] = activity;
  };
  return {
    sent,
    async untilSaved() {
      await saved;
    },
    endTurn() {
      hasEnded = true;
    },
    requireSaved() {
      if (hasFailed) throw new Error("A reply could not be written to the log.");
    },
    async sendActivities(activities) {
      if (isAnybodyConcerned()) await requireNotErased();
      const replies = activities.map((activity) => toReply(replying, hasEnded ? markLate(activity) : activity));
      sent.push(...replies);
      const earlier = saved;
      const appended = conversation.append(
        () => {
          // Only now is it known what stands before them in the log, and later in the log is later in time.
          for (const reply of replies) reply.timestamp = conversation.nextTimestamp();
          return { rows: replies.map((activity) => ({ turn, isIncoming: false, activity })), result: null };
        },
        () => {
          hasFailed = true;
        },
      );
      saved = earlier.then(() => appended);
      saved.catch(() => undefined);
      return replies.map((reply) => reply.id);
    },
    async updateActivity(activity) {
      await saved;
      const earlier = await requireReply(conversation.id, activity.id);
      await replace({ ...earlier, ...activity, id: earlier.id, timestamp: earlier.timestamp });
    },
    async deleteActivity(activityId) {
      await saved;
      const { id, timestamp, channelId, conversation: place, from, recipient } = await requireReply(conversation.id, activityId);
      await replace({ type: "messageDelete", id, timestamp, channelId, conversation: place, from, recipient });
    },
  };
}

function toReply({ conversation, bot, incoming }: Replying, activity: Partial<Activity>): Activity {
  const reply: Activity = {
    ...(incoming.id === undefined ? {} : { replyToId: incoming.id }),
    ...hideToken(activity),
    type: activity.type ?? "message",
    id: newActivityId(),
    timestamp: conversation.nextTimestamp(),
    channelId: conversation.channelId,
    conversation: { ...activity.conversation, id: conversation.id },
    from: { ...activity.from, id: bot.id, name: bot.name, role: "bot" },
    recipient: { ...activity.recipient, id: incoming.from.id, name: incoming.from.name, role: "user" },
  };
  return withSignInLinks(reply, { botId: bot.id, userId: incoming.from.id });
}

/** For what a bot still has to say to somebody who is gone. */
export function answersErased(): HarnessError {
  noteKeptOut();
  return new HarnessError("person_erased", "The person whom this answers was erased. Nothing was sent.");
}

async function requireReply(conversationId: string, activityId: string | undefined): Promise<Activity> {
  const earlier = activityId === undefined ? null : await readActivity(conversationId, activityId);
  if (earlier && isOfErased(earlier)) throw answersErased();
  if (earlier) return earlier;
  throw new HarnessError("not_found", "The bot changed or deleted an activity that is not in this conversation.");
}
