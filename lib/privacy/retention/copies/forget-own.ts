import { db, encodeText, join, listOf, type Sql, sql } from "@/lib/db";
import { isFreeConversation } from "../expired";
import type { ExpiredState } from "./expired-state";

type Place = { botId: string; before: string };

export type OwnTurn = { conversation_id: string; number: number };
type OwnCopies = { statements: Sql[]; turns: OwnTurn[]; snapshots: number };

/**
 * The statements that delete what was recorded in people's own turns, which are listed, and what was saved of their own state. An account loses
 * such on its own channel only, and nothing of a conversation that is kept.
 */
export async function forgetOwn(state: readonly ExpiredState[], { botId, before }: Place): Promise<OwnCopies> {
  const accounts = accountsOf(state);
  const ofBot = sql`conversation.bot_id = ${encodeText(botId)} AND ${isFreeConversation}`;
  const turns = sql`SELECT record.conversation_id, record.number FROM member
    JOIN conversation ON conversation.id = member.conversation_id
    JOIN turn ON turn.conversation_id = conversation.id AND turn.user_id = member.user_id
    JOIN turn_record record ON record.conversation_id = turn.conversation_id AND record.number = turn.number
    WHERE ${ofBot} AND ${isOfOne(accounts, sql`member.user_id`)}`;
  const snapshots = sql`SELECT snapshot.id FROM snapshot JOIN conversation ON conversation.id = snapshot.conversation_id
    WHERE ${ofBot} AND snapshot.created_at < ${before} AND ${isOfOne(accounts, sql`snapshot.user_id`)}`;
  const { query } = await db();
  return {
    statements: [
      sql`DELETE FROM turn_record WHERE (conversation_id, number) IN (${turns})`,
      sql`UPDATE persona SET snapshot_id = NULL WHERE snapshot_id IN (${snapshots})`,
      sql`DELETE FROM snapshot WHERE id IN (${snapshots})`,
    ],
    turns: await query<OwnTurn>(turns),
    snapshots: (await query(snapshots)).length,
  };
}

function accountsOf(state: readonly ExpiredState[]): ExpiredState[] {
  return state.filter(({ userId, channelId }) => userId !== null && channelId !== null);
}

/** As lists of rows: of thousands of conditions SQLite takes no OR. */
function isOfOne(accounts: readonly ExpiredState[], userId: Sql): Sql {
  const [anywhere, placed]: [Sql[], Sql[]] = [[], []];
  for (const { userId: id, channelId, conversationId } of accounts) {
    const account = sql`${encodeText(id ?? "")}, ${encodeText(channelId ?? "")}`;
    if (conversationId === null) anywhere.push(sql`(${account})`);
    else placed.push(sql`(${account}, ${encodeText(conversationId)})`);
  }
  const any = [
    ...(anywhere.length === 0 ? [] : [sql`(${userId}, conversation.channel_id) IN (VALUES ${join(anywhere)})`]),
    ...(placed.length === 0 ? [] : [sql`(${userId}, conversation.channel_id, conversation.id) IN (VALUES ${join(placed)})`]),
  ];
  const ids = accounts.map(({ userId: id }) => encodeText(id ?? ""));
  return any.length === 0 ? sql`(1 = 0)` : sql`(${userId} IN (${join(ids)}) AND (${join(any, " OR ")}))`;
}

/** Where else values of these items may be recorded: where their person is, or was, and wherever a turn wrote them. Ids as they are stored. */
export async function listPlaces(state: readonly ExpiredState[], botId: string): Promise<string[]> {
  const shared = state.flatMap(({ userId, conversationId }) => (userId === null && conversationId ? [encodeText(conversationId)] : []));
  const places = [
    sql`SELECT conversation_id FROM state_write WHERE seq IN
      (SELECT write_seq FROM property_version WHERE item_id IN (${join(state.map(({ id }) => id))}))`,
    sql`SELECT id FROM conversation WHERE id IN (${listOf(shared)})`,
    sql`SELECT member.conversation_id FROM member JOIN conversation ON conversation.id = member.conversation_id
      WHERE ${isOfOne(accountsOf(state), sql`member.user_id`)}`,
  ];
  const rows = await (await db()).query<{ id: string }>(sql`SELECT conversation.id FROM conversation
    WHERE conversation.bot_id = ${encodeText(botId)} AND ${isFreeConversation} AND conversation.id IN (${join(places, " UNION ")}) ORDER BY conversation.id`);
  return rows.map(({ id }) => id);
}
