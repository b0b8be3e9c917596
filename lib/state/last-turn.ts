import { db, encodeText, sql } from "@/lib/db";

/** A fork in which nothing happened yet stands after the last turn that it shares. */
export async function readLastTurnNumber(conversationId: string): Promise<number> {
  const id = encodeText(conversationId);
  const [row] = await (await db()).query<{ own: number | null; shared: number | null }>(sql`SELECT
    (SELECT max(number) FROM turn WHERE conversation_id = ${id}) AS own,
    (SELECT forked_at_turn FROM conversation WHERE id = ${id}) AS shared`);
  return row?.own ?? row?.shared ?? 0;
}
