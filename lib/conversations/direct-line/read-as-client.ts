import { formatWatermark, parseWatermark, toClientView } from "@/lib/channels";
import type { Activity } from "@/lib/model";
import { readActivitiesFrom, readLogEnd } from "@/lib/turns";
import type { ActiveConversation } from "../active-conversation";
import { type DirectLineClient, requireClientConversation } from "./client";

export type ActivitySet = { activities: Activity[]; watermark: string };

/** Clients ask again with the watermark of the answer, so more comes next time. */
const maxActivities = 500;

/** What came since the watermark. Every reader has its own, and what one has read stays for the others. */
export async function readAsClient(client: DirectLineClient, conversationId: string, watermark: string | null): Promise<ActivitySet> {
  const conversation = await requireClientConversation(client, conversationId);
  return readSince(conversation, await placeOf(conversation, watermark));
}

async function readSince({ id }: ActiveConversation, from: number): Promise<ActivitySet> {
  const logged = await readActivitiesFrom(id, from, maxActivities);
  const last = logged.at(-1);
  return { activities: toClientView(logged, Date.now()), watermark: formatWatermark(last ? last.position + 1 : from) };
}

/**
 * The position of a watermark. One that is none of this conversation's starts at the beginning: an error would end DirectLineJS's polling for
 * good (protocols 1.2), and to get something twice is better than never.
 */
async function placeOf(conversation: ActiveConversation, watermark: string | null): Promise<number> {
  const place = parseWatermark(watermark) ?? 0;
  if (place <= conversation.logEnd) return place;
  const { nextPosition } = await readLogEnd(conversation.id);
  return place <= nextPosition ? place : 0;
}
