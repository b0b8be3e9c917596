import type { ConversationTimeline } from "@/lib/model";
import { readTimelineMarks } from "@/lib/turns";
import { requireActiveConversation } from "../active-conversation";

/** Where along a whole conversation state changed, turns failed and people wrote, in at most `maxMarks` marks. */
export async function readTimeline(conversationId: string, maxMarks: number): Promise<ConversationTimeline> {
  const { lastTurn: turnCount } = await requireActiveConversation(conversationId);
  const turnsPerMark = Math.max(1, Math.ceil(turnCount / maxMarks));
  return { turnCount, turnsPerMark, marks: await readTimelineMarks(conversationId, turnsPerMark) };
}
