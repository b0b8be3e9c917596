import { db, decodeText, encodeText, sql } from "@/lib/db";
import { nothingHeld, type Reach, type ReachedConversation } from "../reach/reach";
import { readDecisions } from "./decisions";
import { readMembers, readReviewItem } from "./unknown-leaves";

/** What an erasure reaches that follows on the person's own: nobody's account, and the conversations of what was decided to be theirs. Null without such a decision. */
export async function reachOfPlaces(number: string): Promise<Reach | null> {
  const erased = [...(await readDecisions(number))].filter(([, decision]) => decision === "erase");
  if (erased.length === 0) return null;
  const conversations = new Map<string, ReachedConversation>();
  for (const [key] of erased) {
    const item = await readReviewItem((JSON.parse(key) as [string, string])[0]);
    if (!item || item.conversationId === null) continue;
    const { botId, conversationId: id } = item;
    conversations.set(id, { id, botId, channelId: await channelOf(id), fate: "shared", others: [...(await readMembers(item))] });
  }
  const sorted = [...conversations.values()].sort((one, other) => (one.id < other.id ? -1 : 1));
  return { accounts: [], conversations: sorted, detached: [], held: nothingHeld };
}

async function channelOf(conversationId: string): Promise<string> {
  const [row] = await (await db()).query<{ channel_id: string }>(
    sql`SELECT channel_id FROM conversation WHERE id = ${encodeText(conversationId)}`,
  );
  return row ? decodeText(row.channel_id) : "";
}
