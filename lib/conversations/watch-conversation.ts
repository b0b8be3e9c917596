import type { LiveEvent, LiveRequest, LoggedActivity } from "@/lib/model";
import { countOpenClashes } from "@/lib/state";
import { readActivitiesBefore, readActivitiesFrom } from "@/lib/turns";
import { requireConversation } from "./active-conversation";
import { listTurns } from "./list-turns";
import { readState } from "./read-state";

export type WatchRequest = LiveRequest & { type: "watch" };
type Watching = LiveEvent & { type: "watching" };

/** How many activities a page starts with; earlier ones come when it asks. */
const windowSize = 60;
/** A page that missed more than this starts anew from the newest window. */
const maxCatchUp = 500;
const newestTurns = 200;

/** Everything a page needs to show a conversation, from where it left off if it was here before. */
export async function watchConversation({ conversationId, userId, watermark }: WatchRequest): Promise<Watching> {
  const conversation = await requireConversation(conversationId);
  const { activities, isReset } = await catchUp(conversationId, watermark, conversation.activityCount);
  const last = activities.at(-1);
  const { turns, writes } = await listTurns(conversationId, { limit: newestTurns });
  return {
    type: "watching",
    userId,
    conversation,
    activities,
    watermark: last ? last.position + 1 : isReset ? 0 : (watermark ?? 0),
    isReset,
    state: await readState(conversationId, userId),
    turns,
    writes,
    openClashes: await countOpenClashes(conversationId),
  };
}

async function catchUp(
  conversationId: string,
  watermark: number | null,
  end: number,
): Promise<{ activities: LoggedActivity[]; isReset: boolean }> {
  const isKnown = watermark !== null && watermark <= end && end - watermark <= maxCatchUp;
  if (isKnown) return { activities: await readActivitiesFrom(conversationId, watermark, maxCatchUp), isReset: false };
  return { activities: await readActivitiesBefore(conversationId, Number.MAX_SAFE_INTEGER, windowSize), isReset: true };
}
