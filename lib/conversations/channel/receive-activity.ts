import { type LoadedBot, type RemoteTurn, remoteTurns } from "@/lib/bots";
import { type Activity, isOfErased, newActivityId } from "@/lib/model";
import { findActivityRow } from "@/lib/turns";
import type { ActiveConversation } from "../active-conversation";
import { isProbe } from "../remote-bots/probe-bot";
import { answersErased, type ReplySender, replySender } from "../reply-sender";
import { checkActivity } from "./check-activity";
import { requireWritableConversationOf } from "./get-active-conversation";

/** `activityId` is that of the path: what the bot replies to, null for what it says of its own accord. */
export type Received = { bot: LoadedBot; conversationId: string; activityId: string | null; body: unknown };

/**
 * What a bot sends to a conversation of its own. It belongs to the turn it replies to, also after that has ended; else to no turn. Answers the id
 * that it has from now on.
 */
export async function receiveActivity({ bot, conversationId, activityId, body }: Received): Promise<string> {
  if (isProbe(conversationId)) return newActivityId();
  const conversation = await requireWritableConversationOf(bot.summary.id, conversationId);
  const activity = checkActivity(body, bot);
  // The traces of an inspection say that they reply to the command that attached it, which is in no log.
  const repliesTo = activityId ?? (activity.type === "trace" ? null : activity.replyToId) ?? null;
  const turn = remoteTurns().findByActivity(bot.summary.id, conversationId, repliesTo);
  turn?.noteRequest();
  const toSend = withReplyTo(activity, activityId);
  if (!turn) return sendLate(await lateSender(conversation, bot, repliesTo), toSend);
  const [id = ""] = await turn.sender.sendActivities([toSend]);
  if (isEndOfTurn(activity)) turn.noteEnd();
  return id;
}

/** No turn waits for it to be on disk, so the bot does. */
async function sendLate(sender: ReplySender, activity: Partial<Activity>): Promise<string> {
  const [id = ""] = await sender.sendActivities([activity]);
  await sender.untilSaved();
  return id;
}

function withReplyTo(activity: Partial<Activity>, activityId: string | null): Partial<Activity> {
  return activityId === null ? activity : { ...activity, replyToId: activityId };
}

/** v3 bots end every batch of the emulator channel with what they logged meanwhile (protocols 4.3). */
function isEndOfTurn({ type, name }: Partial<Activity>): boolean {
  return type === "event" && name === "debug";
}

/**
 * For what comes outside the turn that runs: it belongs to the turn of what it replies to, or to none. What was erased tells by what stands in
 * its place whose turn it was, also once the person has begun anew. Throws `person_erased`.
 */
async function lateSender(
  conversation: ActiveConversation,
  { summary }: LoadedBot,
  repliesTo: RemoteTurn["activityId"] | null,
): Promise<ReplySender> {
  const found = repliesTo === null ? null : await findActivityRow(conversation.id, repliesTo);
  if (found && isOfErased(found.activity)) throw answersErased();
  const [first] = conversation.members;
  const incoming =
    found?.turn != null ? { id: found.activity.id, from: personOf(found.activity) } : { from: first ?? { id: "", name: "" } };
  const sender = replySender({ conversation, bot: summary, turn: found?.turn ?? null, incoming });
  if (found?.turn != null) sender.endTurn();
  return sender;
}

function personOf({ from, recipient }: Activity): Activity["from"] {
  return from.role === "bot" ? recipient : from;
}
