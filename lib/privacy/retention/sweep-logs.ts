import { rereadConversation } from "@/lib/conversations";
import { db, decodeText, sql } from "@/lib/db";
import { erasedActivityName } from "@/lib/model";
import { conversationGate, gates } from "@/lib/state";
import { type BotRule, cutoffOf } from "./bot-rules";
import { expiredConversations, expiredRecords, gone } from "./expired";

const conversationsAtOnce = 50;

type Sweeping = { now: Date; number: string; keepLease: () => Promise<void> };
type Found = { id: string; n: number };

/** Takes out of logs, or of what was recorded beside them, what a rule lets go; answers how many activities or records went. */
export async function sweepLogs(rule: BotRule, { now, number, keepLease }: Sweeping): Promise<number> {
  const find = rule.store === "transcript" ? expiredConversations : expiredRecords;
  let [count, after] = [0, ""];
  for (;;) {
    const found = await find(rule, { now, kept: "free", after, limit: conversationsAtOnce });
    if (found.length === 0) return count;
    for (const one of found) count += await (rule.store === "transcript" ? forgetSaid(one, number) : forgetRecords(rule, { ...one, now }));
    after = found.at(-1)?.id ?? after;
    await keepLease();
  }
}

/**
 * What was said, in either direction, with files, records and what went over the wire. That there was an activity, when and on which side
 * stays, so that turns keep their places.
 */
async function forgetSaid({ id, n }: Found, number: string): Promise<number> {
  const release = await gates().acquire(conversationGate(decodeText(id)), "exclusive");
  try {
    const rows = await (await db()).query<Row>(sql`SELECT position, id, is_incoming, created_at FROM activity
      WHERE conversation_id = ${id} AND from_id <> ${gone}`);
    await (await db()).transaction([
      sql`INSERT INTO tombstone (conversation_id, kind, place, at, case_number)
        SELECT conversation_id, 'turn', number, CAST(${new Date().toISOString()} AS TEXT), CAST(${number} AS TEXT) FROM turn
        WHERE conversation_id = ${id} ON CONFLICT (conversation_id, kind, place) DO NOTHING`,
      ...rows.map(
        (row) => sql`UPDATE activity SET body = ${JSON.stringify(placeholder(id, row))}, type = 'event', from_id = ${gone}
          WHERE conversation_id = ${id} AND position = ${row.position}`,
      ),
      sql`UPDATE turn SET error = NULL WHERE conversation_id = ${id}`,
      ...[sql`told_state`, sql`turn_record`, sql`upload`, sql`protocol_exchange`].map(
        (table) => sql`DELETE FROM ${table} WHERE conversation_id = ${id}`,
      ),
    ]);
    await rereadConversation(decodeText(id));
    return n;
  } finally {
    release();
  }
}

type Row = { position: number; id: string; is_incoming: boolean; created_at: string };

/** What stays of an activity, as erasure leaves it. */
function placeholder(conversationId: string, { id, is_incoming, created_at }: Row) {
  return {
    type: "event",
    name: erasedActivityName,
    id: decodeText(id),
    timestamp: created_at,
    conversation: { id: decodeText(conversationId) },
    from: { id: gone, name: "", role: is_incoming ? "user" : "bot" },
    value: { by: "retention" },
  };
}

async function forgetRecords(rule: BotRule, { id, n, now }: Found & { now: Date }): Promise<number> {
  const old = rule.basis === "createdAt" ? sql`started_at < ${cutoffOf(rule, now)}` : sql`1 = 1`;
  await (await db()).execute(sql`DELETE FROM turn_record WHERE conversation_id = ${id}
    AND number IN (SELECT number FROM turn WHERE conversation_id = ${id} AND ${old})`);
  return n;
}
