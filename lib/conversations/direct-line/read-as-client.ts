import { formatWatermark, parseWatermark, toClientView, type Watermark } from "@/lib/channels";
import type { Activity } from "@/lib/model";
import { readActivitiesFrom, readActivity, readChangesSince, readLogEnd } from "@/lib/turns";
import type { ActiveConversation } from "../active-conversation";
import { type DirectLineClient, requireClientConversation } from "./client";

/** `place` is the watermark, read. */
export type ActivitySet = { activities: Activity[]; place: Watermark };

/** Clients ask again with the watermark of the answer, so more comes next time. */
const maxActivities = 500;

/** What came since the watermark. Every reader has its own, and what one has read stays for the others. */
export async function readAsClient(client: DirectLineClient, conversationId: string, watermark: string | null) {
  const conversation = await requireClientConversation(client, conversationId);
  const { activities, place } = await readSince(conversation, await placeOf(conversation, watermark));
  return { activities, watermark: formatWatermark(place) };
}

/** What a bot changed of what the reader has, then what is new. */
export async function readSince({ id }: ActiveConversation, place: Watermark): Promise<ActivitySet> {
  // Read first: what changes while the rest is read is told again.
  const { activityIds, changes } = await readChangesSince(id, { since: place.changes, before: place.next });
  const changed = await readAll(id, activityIds);
  const logged = await readActivitiesFrom(id, place.next, maxActivities);
  const isThere = ({ type }: Activity) => type !== "messageDelete";
  const activities = [...changed, ...toClientView(logged, Date.now()).filter(isThere)];
  return { activities, place: { changes, next: (logged.at(-1)?.position ?? place.next - 1) + 1 } };
}

async function readAll(conversationId: string, activityIds: readonly string[]): Promise<Activity[]> {
  const activities = await Promise.all(activityIds.map((activityId) => readActivity(conversationId, activityId)));
  return activities.filter((activity) => activity !== null);
}

/**
 * Where a watermark stands. One that is none of this conversation's starts at the beginning: an error would end DirectLineJS's polling for
 * good (protocols 1.2), and to get something twice is better than never.
 */
export async function placeOf(conversation: ActiveConversation, watermark: string | null): Promise<Watermark> {
  const place = parseWatermark(watermark);
  return place !== null && (await isReached(conversation, place.next)) ? place : { next: 0, changes: 0 };
}

async function isReached(conversation: ActiveConversation, next: number): Promise<boolean> {
  return next <= conversation.logEnd || next <= (await readLogEnd(conversation.id)).nextPosition;
}
