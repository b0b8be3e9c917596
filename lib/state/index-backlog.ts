import { db, decodeText, join, type Sql, sql } from "@/lib/db";
import { factStatements, noteSeen } from "@/lib/facts";
import type { ItemScope } from "@/lib/model";

type ItemRow = {
  id: string;
  bot_id: string;
  scope: string;
  channel_id: string | null;
  user_id: string | null;
  data: string | null;
  write_seq: number;
  updated_at: string;
};
type MemberRow = { bot_id: string; channel_id: string; user_id: string; name: string; at: string };

const itemsAtOnce = 100;

/** Makes the facts of items that were stored before facts were kept. Goes on where it was interrupted; answers how many items there were. */
export async function indexBacklog(): Promise<number> {
  let count = 0;
  for (let ids = await nextIds(); ids.length > 0; ids = await nextIds()) {
    await (await db()).transaction([
      ...(ids.includes("") ? await peopleStatements() : []),
      ...(await itemStatements(ids)),
      sql`DELETE FROM fact_backlog WHERE item_id IN (${join(ids)})`,
    ]);
    count += ids.length;
  }
  return count;
}

async function nextIds(): Promise<string[]> {
  const rows = await (await db()).query<{ item_id: string }>(sql`SELECT item_id FROM fact_backlog ORDER BY item_id LIMIT ${itemsAtOnce}`);
  return rows.map(({ item_id }) => item_id);
}

async function peopleStatements(): Promise<Sql[]> {
  const rows = await (await db()).query<MemberRow>(sql`SELECT conversation.bot_id, conversation.channel_id, member.user_id, member.name,
      conversation.last_activity_at AS at
    FROM member JOIN conversation ON conversation.id = member.conversation_id ORDER BY conversation.last_activity_at`);
  return rows.flatMap(({ bot_id, channel_id, user_id, name, at }) =>
    noteSeen({ channelId: decodeText(channel_id), userId: decodeText(user_id), name: decodeText(name) }, { botId: decodeText(bot_id), at }),
  );
}

async function itemStatements(ids: readonly string[]): Promise<Sql[]> {
  const rows = await (await db()).query<ItemRow>(sql`SELECT id, bot_id, scope, channel_id, user_id, data, write_seq, updated_at
    FROM store_item WHERE id IN (${join([...ids])})`);
  return rows.flatMap((row) => {
    const [channelId, userId] = [row.channel_id, row.user_id].map((id) => id && decodeText(id));
    const owner = channelId && userId ? { channelId, userId } : null;
    const scope = row.scope as ItemScope | "unclassified";
    const write = { itemId: row.id, botId: decodeText(row.bot_id), scope, owner, before: null, after: row.data };
    return factStatements([write], { seq: row.write_seq, at: row.updated_at, person: null });
  });
}
