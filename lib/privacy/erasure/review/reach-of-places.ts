import { db, decodeText, encodeText, sql } from "@/lib/db";
import { HarnessError } from "@/lib/model";
import { findHeldOfOthers } from "../reach/held-of-others";
import { nothingHeld, type Reach, type ReachedConversation } from "../reach/reach";
import { readDecisions } from "./decisions";
import { readMembers, readReviewItem } from "./unknown-leaves";

/** What an erasure reaches that follows on the person's own: nobody's account, and the conversations of what was decided to be theirs. Null without such a decision. */
export async function reachOfPlaces(number: string): Promise<Reach | null> {
  const erased = [...(await readDecisions(number)).filed].filter(([, decision]) => decision === "erase");
  if (erased.length === 0) return null;
  const itemIds = erased.map(([key]) => (JSON.parse(key) as [string, string])[0]);
  const ofOthers = await findHeldOfOthers([], new Set());
  const kept = new Set(ofOthers.flatMap((one) => [...one.conversationIds, ...one.itemIds]));
  const conversations = await conversationsOfItems(itemIds);
  if ([...itemIds, ...conversations.map(({ id }) => id)].some((id) => kept.has(id))) throw erasureHeld();
  return { accounts: [], conversations, detached: [], held: { ...nothingHeld, ofOthers } };
}

function erasureHeld(): HarnessError {
  return new HarnessError(
    "erasure_held",
    "A legal hold on somebody stands on a place that was decided to be this person's. It is erased once the hold is released.",
  );
}

/** The conversations whose state these items are, with all who were there. */
export async function conversationsOfItems(itemIds: readonly string[]): Promise<ReachedConversation[]> {
  const conversations = new Map<string, ReachedConversation>();
  for (const itemId of new Set(itemIds)) {
    const item = await readReviewItem(itemId);
    if (!item || item.conversationId === null) continue;
    const { botId, conversationId: id } = item;
    conversations.set(id, { id, botId, channelId: await channelOf(id), fate: "shared", others: [...(await readMembers(item))] });
  }
  return [...conversations.values()].sort((one, other) => (one.id < other.id ? -1 : 1));
}

async function channelOf(conversationId: string): Promise<string> {
  const [row] = await (await db()).query<{ channel_id: string }>(
    sql`SELECT channel_id FROM conversation WHERE id = ${encodeText(conversationId)}`,
  );
  return row ? decodeText(row.channel_id) : "";
}
