import { type Activity, describeActivity, type JsonObject, type JsonValue, type LoggedActivity, type RecordedTurn } from "@/lib/model";
import { readActivitiesFrom, readRecordedTurns } from "@/lib/turns";
import { hideOthers } from "./hide-others";
import type { OwnConversation } from "./own-conversations";
import type { ExportedActivity, ExportedConversation } from "./person-data";

/** Activities of others that the person may have, as `partKey` names them. */
export type Released = ReadonlySet<string>;

export function partKey({ conversationId, activityId }: { conversationId: string; activityId: string }): string {
  return JSON.stringify([conversationId, activityId]);
}

/** No conversation has as many activities. */
export const allActivities = 2 ** 31 - 1;

/**
 * What was said in a conversation of the person's: their own activities and those of the bot that are addressed to them in full, all else
 * with its time only (Art. 15(4)), unless a reviewer released it. Where nobody else ever was, everything.
 */
export async function readOwnConversation(conversation: OwnConversation, released: Released): Promise<ExportedConversation> {
  const [logged, turns] = await Promise.all([readActivitiesFrom(conversation.id, 0, allActivities), readRecordedTurns(conversation.id)]);
  const { id, botId, channelId, createdAt, lastActivityAt, joinedAt, others, ownIds } = conversation;
  return {
    id,
    bot: botId,
    channel: channelId,
    createdAt,
    lastActivityAt,
    joinedAt,
    participants: ["you", "the bot", ...others.map(({ label }) => label)],
    activities: logged.map((one) => toActivity(one, conversation, released)),
    turns: turns.filter(({ userId }) => ownIds.has(userId)).map((turn) => toTurn(turn, conversation)),
  };
}

function toActivity({ activity, turn }: LoggedActivity, conversation: OwnConversation, released: Released): ExportedActivity {
  const { others, ownIds } = conversation;
  const at = activity.timestamp;
  const who = speakerOf(activity, conversation);
  if (others.length === 0) return { at, turn, who, text: describeActivity(activity), activity: asJson(activity) };
  if (released.has(partKey({ conversationId: conversation.id, activityId: activity.id })))
    return { at, turn, who, text: describeActivity(activity), activity: asJson(activity), isReleased: true };
  if (!isTheirs(activity, conversation)) return { at, turn: null, who, isWithheld: true };
  const isOwn = ownIds.has(activity.from.id);
  const hide = hideOthers(others);
  const shown = asJson(activity);
  // What somebody wrote themselves is theirs, whomever it names.
  const told = isOwn && activity.type === "message" ? { ...hide(shown), text: shown.text ?? "" } : hide(shown);
  const text = isOwn && activity.type === "message" ? describeActivity(activity) : hide(describeActivity(activity));
  return { at, turn, who, text, activity: told };
}

/** What the person has without anybody releasing it: their own, and what the bot said to them. */
export function isTheirs(activity: Activity, conversation: OwnConversation): boolean {
  const { others, ownIds } = conversation;
  if (others.length === 0 || ownIds.has(activity.from.id)) return true;
  return speakerOf(activity, conversation) === "the bot" && isToldTo(activity, ownIds);
}

/** What a bot tells of its own state is about everybody there. */
function isToldTo({ type, recipient }: Activity, ownIds: ReadonlySet<string>): boolean {
  return type !== "trace" && type !== "event" && ownIds.has(recipient?.id);
}

function speakerOf({ from }: Activity, { ownIds, others, botId }: OwnConversation): string {
  if (ownIds.has(from.id)) return "you";
  if (from.role === "bot" || from.id === botId) return "the bot";
  return others.find(({ userId }) => userId === from.id)?.label ?? "[somebody else]";
}

function toTurn({ record, ...turn }: RecordedTurn, { others }: OwnConversation): ExportedConversation["turns"][number] {
  const hide = hideOthers(others);
  const { number, startedAt, outcome } = turn;
  const error = turn.error === null ? null : hide(asJson(turn.error));
  // What a bot read and logged in a turn may be about anybody who is there.
  return { number, startedAt, outcome, error, ...(others.length === 0 && { record: asJson(record) }) };
}

function asJson(value: object): JsonObject {
  return value as { [key: string]: JsonValue };
}
