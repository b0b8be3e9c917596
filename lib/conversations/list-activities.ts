import { type Activity, HarnessError, type LoggedActivity } from "@/lib/model";
import { readActivitiesBefore, readActivitiesFrom } from "@/lib/turns";
import { requireActiveConversation } from "./active-conversation";

export type ActivityPage = { activities: Activity[]; watermark: string };

const maxPage = 1000;

/** Activities after a watermark (the position after the last one seen; null for the beginning), at most 1,000. */
export async function listActivities(conversationId: string, { watermark }: { watermark: number | null }): Promise<ActivityPage> {
  await requireActiveConversation(conversationId);
  const from = watermark ?? 0;
  if (!Number.isSafeInteger(from) || from < 0) throw new HarnessError("invalid_request", "The watermark is the text of an earlier answer.");
  const logged = await readActivitiesFrom(conversationId, from, maxPage);
  const last = logged.at(-1);
  return { activities: logged.map((entry) => entry.activity), watermark: String(last ? last.position + 1 : from) };
}

/** Earlier history for the chat: the newest activities before position `before`, oldest first. */
export async function listLoggedActivities(
  conversationId: string,
  { before, limit }: { before: number; limit: number },
): Promise<LoggedActivity[]> {
  await requireActiveConversation(conversationId);
  return readActivitiesBefore(conversationId, before, Math.min(limit, maxPage));
}
