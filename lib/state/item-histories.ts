import { db, decodeText, encodeText, inChunks, join, listOf, type Sql, sql } from "@/lib/db";
import { factStatements } from "@/lib/facts";
import { type ItemScope, type JsonObject, newETag, type StateWriter, setOwn } from "@/lib/model";
import { hashOf } from "./commit-items";
import { itemIdOf } from "./store-item";

/** One property as a write left it; `text` is its JSON, null when the write removed it. */
export type ItemVersion = { seq: number; property: string; text: string | null };

/** A store item with every version it had, in their order. */
export type ItemHistory = {
  key: string;
  /** `unclassified`: the key does not say whose it is. */
  scope: ItemScope | "unclassified";
  userId: string | null;
  /** As it is now; null when nothing is stored. */
  data: JsonObject | null;
  versions: ItemVersion[];
};

type ItemRow = { id: string; key: string; scope: ItemScope; user_id: string | null; data: string | null };
type VersionRow = { item_id: string; property: string; write_seq: number; json: string | null };

export type HistoriesOf = { botId: string; channelId: string; conversationId: string; userIds: readonly string[]; untilSeq: number };

/** The items of a conversation, and the user items of these people, with their versions up to and with a state write. */
export async function readItemHistories({ botId, channelId, conversationId, userIds, untilSeq }: HistoriesOf): Promise<ItemHistory[]> {
  const ofPeople = sql`scope = 'user' AND channel_id = ${encodeText(channelId)} AND user_id IN (${listOf([...userIds].map(encodeText))})`;
  const rows = await (await db()).query<ItemRow>(sql`SELECT id, key, scope, user_id, data FROM store_item
    WHERE bot_id = ${encodeText(botId)} AND (conversation_id = ${encodeText(conversationId)} OR (${ofPeople})) ORDER BY key`);
  const versions = await readVersions(
    rows.map(({ id }) => id),
    untilSeq,
  );
  return rows.map((row) => ({
    key: decodeText(row.key),
    scope: row.scope,
    userId: row.user_id === null ? null : decodeText(row.user_id),
    data: row.data === null ? null : (JSON.parse(row.data) as JsonObject),
    versions: versions.get(row.id) ?? [],
  }));
}

/**
 * Items whose keys do not say whose they are, as these state writes left them. What else they hold may belong to anybody, and is left out.
 */
export async function readUnclassifiedHistories(botId: string, writeSeqs: readonly number[]): Promise<ItemHistory[]> {
  const items = new Map<string, ItemHistory>();
  for (const chunk of inChunks([...new Set(writeSeqs)].sort((one, other) => one - other))) {
    const rows = await (await db()).query<VersionRow & { key: string }>(sql`SELECT item.id AS item_id, item.key, version.property,
        version.write_seq, value.json
      FROM property_version version JOIN store_item item ON item.id = version.item_id
        LEFT JOIN property_value value ON value.item_id = version.item_id AND value.hash = version.hash
      WHERE item.bot_id = ${encodeText(botId)} AND item.scope = 'unclassified' AND version.write_seq IN (${join(chunk)})
      ORDER BY version.write_seq, version.property`);
    for (const row of rows) {
      const item = items.get(row.item_id) ?? { key: decodeText(row.key), scope: "unclassified", userId: null, data: null, versions: [] };
      item.versions.push({ seq: row.write_seq, property: decodeText(row.property), text: row.json });
      items.set(row.item_id, item);
    }
  }
  return [...items.values()].map((item) => ({ ...item, data: newestData(item.versions) }));
}

/** What the newest versions make of an item; null when they leave nothing. */
function newestData(versions: readonly ItemVersion[]): JsonObject | null {
  const newest = new Map(versions.map(({ property, text }) => [property, text]));
  const data: JsonObject = {};
  for (const [property, text] of newest) if (text !== null) setOwn(data, property, JSON.parse(text));
  return Object.keys(data).length === 0 ? null : data;
}

async function readVersions(ids: readonly string[], untilSeq: number): Promise<Map<string, ItemVersion[]>> {
  const versions = new Map<string, ItemVersion[]>(ids.map((id) => [id, []]));
  if (ids.length === 0) return versions;
  const rows = await (await db()).query<VersionRow>(sql`SELECT version.item_id, version.property, version.write_seq, value.json
    FROM property_version version LEFT JOIN property_value value ON value.item_id = version.item_id AND value.hash = version.hash
    WHERE version.item_id IN (${join([...ids])}) AND version.write_seq <= ${untilSeq} ORDER BY version.write_seq, version.property`);
  for (const row of rows) {
    versions.get(row.item_id)?.push({ seq: row.write_seq, property: decodeText(row.property), text: row.json });
  }
  return versions;
}

export type NewItemHistory = ItemHistory & { conversationId: string | null; updatedAt: string; writer: StateWriter };

/** Statements that store items with their history. Their keys must be new, and their versions numbered by `nextWriteSeq`. */
export function insertItemHistories(place: { botId: string; channelId: string }, items: readonly NewItemHistory[]): Sql[] {
  return items.flatMap((item) => {
    const id = itemIdOf(place.botId, item.key);
    const values = new Map(item.versions.flatMap(({ text }) => (text === null ? [] : [[hashOf(text), text] as const])));
    return [
      insertItem(id, place, item),
      ...inChunks([...values]).map((chunk) => insertValues(id, chunk)),
      ...inChunks(item.versions).map((chunk) => insertVersions(id, chunk)),
      ...insertFacts(id, place, item),
    ];
  });
}

/** Its facts as they are now; which version set which is told by the versions. */
function insertFacts(id: string, { botId, channelId }: { botId: string; channelId: string }, item: NewItemHistory): Sql[] {
  if (item.data === null) return [];
  const owner = item.userId === null ? null : { channelId, userId: item.userId };
  const write = { itemId: id, botId, scope: item.scope, owner, before: null, after: JSON.stringify(item.data) };
  return factStatements([write], { seq: item.versions.at(-1)?.seq ?? 0, at: item.updatedAt, person: null });
}

function insertItem(id: string, { botId, channelId }: { botId: string; channelId: string }, item: NewItemHistory): Sql {
  const [conversationId, userId] = [item.conversationId, item.userId].map((value) => (value === null ? null : encodeText(value)));
  const text = item.data === null ? null : JSON.stringify(item.data);
  const eTag = text === null ? null : newETag();
  const bytes = text === null ? 0 : Buffer.byteLength(text);
  const seq = item.versions.at(-1)?.seq ?? 0;
  return sql`INSERT INTO store_item
    (id, bot_id, key, scope, channel_id, conversation_id, user_id, etag, data, bytes, updated_at, writer, write_seq)
    VALUES (${id}, ${encodeText(botId)}, ${encodeText(item.key)}, ${item.scope}, ${encodeText(channelId)}, ${conversationId}, ${userId},
      ${eTag}, ${text}, ${bytes}, ${item.updatedAt}, ${JSON.stringify(item.writer)}, ${seq})`;
}

function insertValues(id: string, values: readonly (readonly [string, string])[]): Sql {
  return sql`INSERT INTO property_value (item_id, hash, json) VALUES ${join(values.map(([hash, text]) => sql`(${id}, ${hash}, ${text})`))}`;
}

function insertVersions(id: string, versions: readonly ItemVersion[]): Sql {
  const rows = versions.map(({ seq, property, text }) => {
    const name = encodeText(property);
    return sql`(${id}, ${hashOf(name)}, ${name}, ${seq}, ${text === null ? null : hashOf(text)})`;
  });
  return sql`INSERT INTO property_version (item_id, property_id, property, write_seq, hash) VALUES ${join(rows)}`;
}
