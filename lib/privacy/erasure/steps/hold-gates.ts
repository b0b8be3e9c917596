import { db, decodeText, inChunks, join, sql } from "@/lib/db";
import { conversationGate, gates, userGate } from "@/lib/state";
import { identityIdsOf, type Reach } from "../reach/reach";

/** Waits for every turn and edit of these conversations and people, and keeps others out. Answers what lets them in again. */
export async function holdGates(reach: Reach): Promise<() => void> {
  const conversations = reach.conversations.map(({ id }) => id);
  const all = [...new Set([...conversations, ...reach.detached])].sort().map(conversationGate);
  const bots = await botsOf(reach);
  const users = reach.accounts.flatMap(({ channelId, userId }) => bots.map((botId) => userGate(botId, channelId, userId))).sort();
  return gates().acquireAll([...all, ...new Set(users)]);
}

async function botsOf(reach: Reach): Promise<string[]> {
  const bots = new Set(reach.conversations.map(({ botId }) => botId));
  for (const chunk of inChunks(identityIdsOf(reach))) {
    const rows = await (await db()).query<{ bot_id: string }>(
      sql`SELECT DISTINCT bot_id FROM acquaintance WHERE identity_id IN (${join(chunk)})`,
    );
    for (const { bot_id } of rows) bots.add(decodeText(bot_id));
  }
  return [...bots];
}
