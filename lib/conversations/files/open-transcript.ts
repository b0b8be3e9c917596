import { db } from "@/lib/db";
import { noteCopies } from "@/lib/facts";
import { bus } from "@/lib/live";
import {
  type Activity,
  botOfTranscript,
  defaultChannelId,
  newActivityId,
  newConversationId,
  newUserId,
  type Persona,
  renameInActivity,
  type ShownActivity,
} from "@/lib/model";
import { type ActivityRow, appendActivities, insertTurn, toOpenTurn } from "@/lib/turns";
import { insertConversation, touchConversation, upsertMember } from "../conversation-row";
import { meetPeople } from "../meet-people";
import { requireUsablePeople } from "../require-usable-conversation";
import type { StartedConversation } from "../start-conversation";

/** Later times have no ISO form of four-digit years. */
const endOfTimeMs = Date.parse("9999-12-31T00:00:00Z");
const nobody = { id: "unknown-bot" };

/**
 * Opens what was said elsewhere as a conversation that can be looked at, not talked in. Conversation and people get new ids, so that it
 * shows nothing that a bot here remembers of somebody else. Each activity of a person begins a turn; nothing is known of state.
 */
export async function openTranscript(activities: readonly ShownActivity[]): Promise<StartedConversation> {
  const conversationId = newConversationId();
  const bot = botOfTranscript(activities) ?? nobody;
  const people = peopleOf(activities, bot.id);
  const copies = people.map(({ id, oldId }) => ({
    copy: { channelId: defaultChannelId, userId: id },
    originals: accountsOf(activities, oldId),
  }));
  for (const { channelId, userId } of copies.flatMap(({ originals }) => originals)) await requireUsablePeople(channelId, [userId]);
  const accounts = new Map(people.map(({ oldId, id }) => [oldId, id]));
  const placed = toPlacedActivities(activities).map((activity) => renameInActivity(activity, { conversationId, accounts }));
  const rows = toRows(placed, bot.id);
  const createdAt = new Date().toISOString();
  const marks = await noteCopies(copies, "file");
  const row = { conversationId, botId: bot.id, channelId: defaultChannelId, createdAt, isReadOnly: true };
  await (await db()).transaction([
    insertConversation(row),
    touchConversation(conversationId, createdAt),
    ...people.map((person, position) => upsertMember(conversationId, person, position, createdAt)),
    ...meetPeople(row, people, createdAt),
    ...marks,
    ...appendActivities(conversationId, rows),
    ...rows.filter(({ isIncoming }) => isIncoming).map(({ turn, activity }) => insertTurn(conversationId, toPastTurn(turn ?? 0, activity))),
  ]);
  bus().publish({ type: "conversations" });
  const [user = { id: "", name: "" }] = people.map(({ id, name }) => ({ id, name }));
  return { conversationId, botId: bot.id, user, url: `/c/${encodeURIComponent(conversationId)}` };
}

function toPastTurn(number: number, activity: Activity) {
  return { ...toOpenTurn(number, activity), outcome: "completed" as const };
}

/** Everybody who speaks, and if nobody but the bot does, whom it speaks to. */
function peopleOf(activities: readonly ShownActivity[], botId: string): (Persona & { oldId: string })[] {
  const speakers = activities.map(({ from }) => from).filter(({ id }) => id !== botId);
  const heard = activities.flatMap(({ recipient }) => (recipient && recipient.id !== botId ? [recipient] : []));
  const named = new Map<string, string>();
  for (const { id, name } of speakers.length > 0 ? speakers : heard) named.set(id, name || named.get(id) || id);
  return [...named].map(([oldId, name]) => ({ oldId, id: newUserId(), name }));
}

/** Who somebody is where a transcript was made: activities say on which channel. */
function accountsOf(activities: readonly ShownActivity[], userId: string): { channelId: string; userId: string }[] {
  if (userId === "") return [];
  const theirs = activities.filter(({ from, recipient }) => from.id === userId || recipient?.id === userId);
  return [...new Set(theirs.map(channelOf))].map((channelId) => ({ channelId, userId }));
}

function channelOf({ channelId }: ShownActivity): string {
  return typeof channelId === "string" && channelId !== "" ? channelId : defaultChannelId;
}

/** With ids of their own, and in the order of the file: Web Chat orders by time. */
function toPlacedActivities(activities: readonly ShownActivity[]): Activity[] {
  const ids = new Set<string>();
  let lastMs = 0;
  return activities.map((activity) => {
    const id = activity.id === undefined || ids.has(activity.id) ? newActivityId() : activity.id;
    ids.add(id);
    const givenMs = Date.parse(activity.timestamp ?? "");
    lastMs = Math.max(lastMs + 1, givenMs > 0 && givenMs < endOfTimeMs ? givenMs : 0);
    const timestamp = lastMs === givenMs ? activity.timestamp : new Date(lastMs).toISOString();
    return { channelId: defaultChannelId, recipient: nobody, ...activity, id, timestamp } as Activity;
  });
}

/** Who is not the bot begins a turn; what the bot says belongs to the turn it replies to, else to the one in progress. */
function toRows(activities: readonly Activity[], botId: string): ActivityRow[] {
  const turns = new Map<string, number>();
  let turn: number | null = null;
  return activities.map((activity, position) => {
    const isIncoming = activity.from.id !== botId;
    if (isIncoming) turn = (turn ?? 0) + 1;
    const place: number | null = isIncoming ? turn : (turns.get(activity.replyToId ?? "") ?? turn);
    if (place !== null) turns.set(activity.id, place);
    return { position, turn: place, isIncoming, activity };
  });
}
