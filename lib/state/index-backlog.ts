import { db, decodeText, join, listOf, type Sql, sql } from "@/lib/db";
import { type FactPlace, type FactWrite, factStatements, identityIdOf, noteSeen, refileStatements, whomAbout } from "@/lib/facts";
import type { ItemScope, JsonObject } from "@/lib/model";

type ItemRow = {
  id: string;
  bot_id: string;
  scope: string;
  channel_id: string | null;
  conversation_id: string | null;
  user_id: string | null;
  data: string | null;
  write_seq: number;
  updated_at: string;
};
type MemberRow = { bot_id: string; channel_id: string; user_id: string; name: string; at: string };

const itemsAtOnce = 100;

/** Makes the facts of items that were stored before facts were kept, and gives facts that are about somebody else to them. Goes on where it was interrupted; answers how many items there were. */
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
  const rows = await (
    await db()
  ).query<ItemRow>(sql`SELECT id, bot_id, scope, channel_id, conversation_id, user_id, data, write_seq, updated_at
    FROM store_item WHERE id IN (${join([...ids])})`);
  const indexed = await readPlaces(ids);
  const members = await readMembers(rows.flatMap(({ conversation_id: id, user_id }) => (id === null || user_id !== null ? [] : [id])));
  return rows.flatMap((row) => {
    const [channelId, userId] = [row.channel_id, row.user_id].map((id) => id && decodeText(id));
    const owner = channelId && userId ? { channelId, userId } : null;
    const scope = row.scope as ItemScope | "unclassified";
    const write = { itemId: row.id, botId: decodeText(row.bot_id), scope, owner, channelId: channelId ?? undefined, after: row.data };
    const people = members.get(row.conversation_id ?? "") ?? [];
    const places = indexed.get(row.id);
    if (places) return refiled({ ...write, before: row.data }, { places, people, at: row.updated_at });
    return factStatements([{ ...write, before: null }], { seq: row.write_seq, at: row.updated_at, person: null, members: people });
  });
}

type Refiling = { places: ReadonlyMap<string, FactPlace>; people: readonly string[]; at: string };

/** What was put down to who spoke becomes a fact of whom it is about; the rest stays whose it is. */
function refiled(write: FactWrite, { places, people, at }: Refiling): Sql[] {
  const { channelId, after, owner } = write;
  if (owner !== null || channelId === undefined || after === null) return [];
  const [item, known] = [JSON.parse(after) as JsonObject, new Set(people)];
  const placeOf = (path: string): FactPlace => {
    const place = places.get(path) ?? { identityId: null, seq: 0 };
    const userId = whomAbout(item, path, known);
    return userId === undefined ? place : { ...place, identityId: identityIdOf({ channelId, userId }) };
  };
  const isMoved = (path: string) => placeOf(path).identityId !== places.get(path)?.identityId;
  return refileStatements(write, { at, members: people, placeOf, isMoved });
}

/** Whose facts are that are filed already, by item and path. */
async function readPlaces(ids: readonly string[]): Promise<Map<string, Map<string, FactPlace>>> {
  const rows = await (await db()).query<{ item_id: string; path: string; identity_id: string | null; write_seq: number }>(
    sql`SELECT item_id, path, identity_id, write_seq FROM fact WHERE item_id IN (${join([...ids])})`,
  );
  const places = new Map<string, Map<string, FactPlace>>();
  for (const { item_id, path, identity_id: identityId, write_seq: seq } of rows) {
    const ofItem = places.get(item_id) ?? new Map<string, FactPlace>();
    places.set(item_id, ofItem.set(decodeText(path), { identityId, seq }));
  }
  return places;
}

/** Ids of those who are or were in each conversation. */
async function readMembers(conversationIds: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await (await db()).query<{ conversation_id: string; user_id: string }>(
    sql`SELECT conversation_id, user_id FROM member WHERE conversation_id IN (${listOf(conversationIds)})`,
  );
  const members = new Map<string, string[]>();
  for (const { conversation_id: id, user_id } of rows) members.set(id, [...(members.get(id) ?? []), decodeText(user_id)]);
  return members;
}
