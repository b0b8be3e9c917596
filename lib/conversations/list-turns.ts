import type { HandWrite, TurnSummary } from "@/lib/model";
import { readHandWrites, readTurnsBefore } from "@/lib/turns";
import { requireActiveConversation } from "./active-conversation";

/** `before` of the next page is the cursor; null when these are the first turns. */
export type TurnPage = { turns: TurnSummary[]; writes: HandWrite[]; cursor: number | null };

const defaultPage = 100;
const maxPage = 1000;

/** The newest turns before `before`, oldest first, with the writes by hand among them. */
export async function listTurns(
  conversationId: string,
  { before, limit = defaultPage }: { before?: number; limit?: number } = {},
): Promise<TurnPage> {
  const { lastTurn } = await requireActiveConversation(conversationId);
  const end = before ?? lastTurn + 1;
  const turns = await readTurnsBefore(conversationId, end, Math.min(limit, maxPage));
  const first = turns[0]?.number ?? 0;
  const from = first <= 1 ? 0 : first;
  return { turns, writes: await readHandWrites(conversationId, from, end - 1), cursor: first > 1 ? first : null };
}
