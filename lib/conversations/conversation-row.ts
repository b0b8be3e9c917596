import { db, decodeText, encodeText, join, type Sql, sql } from "@/lib/db";
import { type ConversationOrigin, type ConversationSummary, conversationOrigin, type Member } from "@/lib/model";

export type ConversationRow = {
  conversationId: string;
  botId: string;
  channelId: string;
  createdAt: string;
  /** Up to and with `turn`, and before position `position`, its log is that of another conversation. */
  forkedFrom?: { conversationId: string; turn: number; position: number };
  isReadOnly?: boolean;
  origin?: ConversationOrigin;
  locale?: string | null;
  timeZone?: string | null;
};

type Row = {
  id: string;
  bot_id: string;
  channel_id: string;
  created_at: string;
  last_activity_at: string;
  turn_count: number | null;
  last_position: number | null;
  forked_from_id: string | null;
  forked_at_turn: number | null;
  forked_at_position: number | null;
  is_read_only: boolean;
  origin: string | null;
  locale: string | null;
  time_zone: string | null;
};

export function insertConversation(row: ConversationRow): Sql {
  const { conversationId, botId, channelId, createdAt, forkedFrom, isReadOnly = false, origin } = row;
  const parent = forkedFrom ? encodeText(forkedFrom.conversationId) : null;
  return sql`INSERT INTO conversation (id, bot_id, channel_id, created_at, last_activity_at, forked_from_id, forked_at_turn,
      forked_at_position, is_read_only, origin, locale, time_zone)
    VALUES (${encodeText(conversationId)}, ${encodeText(botId)}, ${encodeText(channelId)}, ${createdAt}, ${createdAt},
      ${parent}, ${forkedFrom?.turn ?? null}, ${forkedFrom?.position ?? null}, ${isReadOnly},
      ${origin ? JSON.stringify(origin) : null}, ${row.locale ?? null}, ${row.timeZone ?? null})`;
}

export function updateConversation(
  conversationId: string,
  { channelId, locale, timeZone }: Pick<ConversationSummary, "channelId" | "locale" | "timeZone">,
): Sql {
  return sql`UPDATE conversation SET channel_id = ${encodeText(channelId)}, locale = ${locale}, time_zone = ${timeZone}
    WHERE id = ${encodeText(conversationId)}`;
}

export function touchConversation(conversationId: string, at: string): Sql {
  return sql`UPDATE conversation SET last_activity_at = ${at} WHERE id = ${encodeText(conversationId)}`;
}

/** Adds a person, or takes over the name they go by now; who had left is back. */
export function upsertMember(conversationId: string, member: Member, position: number, joinedAt: string): Sql {
  return sql`INSERT INTO member (conversation_id, user_id, name, joined_at, position, left_at)
    VALUES (${encodeText(conversationId)}, ${encodeText(member.id)}, ${encodeText(member.name)}, ${joinedAt}, ${position},
      ${member.leftAt ?? null})
    ON CONFLICT (conversation_id, user_id) DO UPDATE SET name = excluded.name, left_at = excluded.left_at`;
}

/** The person has left; who they are, what they said and what is remembered of them stay. */
export function updateMemberLeft(conversationId: string, userId: string, at: string): Sql {
  return sql`UPDATE member SET left_at = ${at} WHERE conversation_id = ${encodeText(conversationId)} AND user_id = ${encodeText(userId)}`;
}

/** Conversations that `where` selects (its own ORDER BY and LIMIT included), with their people and counts. */
export async function selectConversations(where: Sql): Promise<ConversationSummary[]> {
  const rows = await (
    await db()
  ).query<Row>(sql`SELECT id, bot_id, channel_id, created_at, last_activity_at, forked_from_id, forked_at_turn,
      forked_at_position, is_read_only, origin, locale, time_zone,
      (SELECT max(number) FROM turn WHERE turn.conversation_id = conversation.id) AS turn_count,
      (SELECT max(position) FROM activity WHERE activity.conversation_id = conversation.id) AS last_position
    FROM conversation WHERE ${where}`);
  const members = await selectMembers(rows.map((row) => row.id));
  return rows.map((row) => ({
    conversationId: decodeText(row.id),
    botId: decodeText(row.bot_id),
    channelId: decodeText(row.channel_id),
    createdAt: row.created_at,
    lastActivityAt: row.last_activity_at,
    turnCount: row.turn_count ?? row.forked_at_turn ?? 0,
    activityCount: Math.max((row.last_position ?? -1) + 1, row.forked_at_position ?? 0),
    forkedFrom: row.forked_from_id === null ? null : { conversationId: decodeText(row.forked_from_id), turn: row.forked_at_turn ?? 0 },
    locale: row.locale,
    timeZone: row.time_zone,
    isReadOnly: row.is_read_only,
    origin: row.origin === null ? null : conversationOrigin.parse(JSON.parse(row.origin)),
    members: members.get(row.id) ?? [],
  }));
}

/** By encoded conversation id. */
async function selectMembers(ids: readonly string[]): Promise<Map<string, Member[]>> {
  const members = new Map<string, Member[]>(ids.map((id) => [id, []]));
  if (ids.length === 0) return members;
  const rows = await (await db()).query<{ conversation_id: string; user_id: string; name: string; left_at: string | null }>(
    sql`SELECT conversation_id, user_id, name, left_at FROM member WHERE conversation_id IN (${join([...ids])})
      ORDER BY conversation_id, position, user_id`,
  );
  for (const { conversation_id, user_id, name, left_at } of rows) {
    members.get(conversation_id)?.push({ id: decodeText(user_id), name: decodeText(name), ...(left_at !== null && { leftAt: left_at }) });
  }
  return members;
}
