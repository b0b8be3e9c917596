import { db, decodeText, encodeText, inChunks, join, sql } from "@/lib/db";
import type { LegalHold } from "@/lib/standing";
import type { Account } from "./reach";

type Period = { from: string; before: string };

export function toPeriod({ fromOn, untilOn }: Pick<LegalHold, "fromOn" | "untilOn">): Period[] {
  if (fromOn === null || untilOn === null) return [];
  return [{ from: fromOn, before: new Date(Date.parse(untilOn) + 86_400_000).toISOString().slice(0, 10) }];
}

/** Those of some conversations in which something was said then. */
export async function spokenIn(conversationIds: readonly string[], { from, before }: Period): Promise<string[]> {
  const found: string[] = [];
  for (const chunk of inChunks(conversationIds.map(encodeText))) {
    const rows = await (await db()).query<{ id: string }>(sql`SELECT DISTINCT conversation_id AS id FROM activity
      WHERE conversation_id IN (${join(chunk)}) AND created_at >= ${from} AND created_at < ${before}`);
    found.push(...rows.map(({ id }) => decodeText(id)));
  }
  return found;
}

/** Items that belong to no conversation: those of conversations are held with them. Without days, whenever they were written. */
export async function rememberedIn(accounts: readonly Pick<Account, "channelId" | "userId">[], period?: Period): Promise<string[]> {
  const then = period ? sql`written.at >= ${period.from} AND written.at < ${period.before}` : sql`1 = 1`;
  const found: string[] = [];
  for (const { channelId, userId } of accounts) {
    const rows = await (await db()).query<{ id: string }>(sql`SELECT DISTINCT item.id FROM store_item item
      JOIN property_version version ON version.item_id = item.id JOIN state_write written ON written.seq = version.write_seq
      WHERE item.channel_id = ${encodeText(channelId)} AND item.user_id = ${encodeText(userId)} AND item.conversation_id IS NULL AND ${then}`);
    found.push(...rows.map(({ id }) => id));
  }
  return found;
}

/** A fork that shares its past has it in the rows of its source, and that may have it in another's. */
export async function sourcesOf(conversationIds: readonly string[]): Promise<string[]> {
  const known = new Set(conversationIds);
  for (let fresh = [...known]; fresh.length > 0; ) {
    const parents: string[] = [];
    for (const chunk of inChunks(fresh.map(encodeText))) {
      const rows = await (await db()).query<{ id: string | null }>(sql`SELECT forked_from_id AS id FROM conversation
        WHERE id IN (${join(chunk)}) AND forked_at_position IS NOT NULL`);
      parents.push(...rows.flatMap(({ id }) => (id === null ? [] : [decodeText(id)])));
    }
    fresh = [...new Set(parents)].filter((id) => !known.has(id));
    for (const id of fresh) known.add(id);
  }
  return [...known].filter((id) => !conversationIds.includes(id));
}
