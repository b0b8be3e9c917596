import { db, decodeText, encodeText, inChunks, join, sql } from "@/lib/db";
import type { JsonObject, JsonValue, PersonIdentity } from "@/lib/model";
import type { OwnConversation } from "./own-conversations";

/** A store item in which something of the person stands, with what it was before. */
export type HeldItem = {
  id: string;
  botId: string;
  scope: string;
  channelId: string | null;
  conversationId: string | null;
  userId: string | null;
  updatedAt: string;
  data: JsonObject | null;
  versions: HeldVersion[];
};

/** A property as one write left it; `value` is undefined where it was removed. */
export type HeldVersion = {
  property: string;
  at: string | null;
  kind: string | null;
  /** Whose turn it was, or whose state was written by hand, and where. */
  userId: string | null;
  conversationId: string | null;
  value: JsonValue | undefined;
};

type ItemRow = {
  id: string;
  bot_id: string;
  scope: string;
  channel_id: string | null;
  conversation_id: string | null;
  user_id: string | null;
  updated_at: string;
  data: string | null;
};

type VersionRow = {
  item_id: string;
  property: string;
  at: string | null;
  kind: string | null;
  user_id: string | null;
  conversation_id: string | null;
  json: string | null;
};

type Whose = { identities: readonly PersonIdentity[]; conversations: readonly OwnConversation[]; named: ReadonlySet<string> };

/** All items of a person's own, of conversations that they are in, `named` after them, and where else a fact of theirs stands or stood. */
export async function collectItems(whose: Whose): Promise<HeldItem[]> {
  const rows = await selectItems(whose);
  const versions = await selectVersions(rows.map(({ id }) => id));
  return rows.map((row) => ({
    id: row.id,
    botId: decodeText(row.bot_id),
    scope: row.scope,
    channelId: decoded(row.channel_id),
    conversationId: decoded(row.conversation_id),
    userId: decoded(row.user_id),
    updatedAt: row.updated_at,
    data: row.data === null ? null : (JSON.parse(row.data) as JsonObject),
    versions: versions.get(row.id) ?? [],
  }));
}

async function selectItems({ identities, conversations, named }: Whose): Promise<ItemRow[]> {
  const database = await db();
  const own = identities.map(({ channelId, userId }) => sql`(user_id = ${encodeText(userId)} AND channel_id = ${encodeText(channelId)})`);
  const ids = join(identities.map(({ identityId }) => identityId));
  const columns = sql`id, bot_id, scope, channel_id, conversation_id, user_id, updated_at, data`;
  const found = await database.query<ItemRow>(sql`SELECT ${columns} FROM store_item WHERE ${join(own, " OR ")}
    UNION SELECT ${columns} FROM store_item WHERE id IN (SELECT item_id FROM fact WHERE identity_id IN (${ids}))`);
  const bots = conversations.length === 0 ? sql`''` : join([...new Set(conversations.map(({ botId }) => encodeText(botId)))]);
  const shared = await Promise.all(
    inChunks(conversations).map((chunk) =>
      database.query<ItemRow>(sql`SELECT ${columns} FROM store_item
        WHERE bot_id IN (${bots}) AND conversation_id IN (${join(chunk.map(({ id }) => encodeText(id)))}) AND user_id IS NULL`),
    ),
  );
  const called = await Promise.all(
    inChunks([...named, ...(await idsOfTurns(conversations))]).map((chunk) =>
      database.query<ItemRow>(sql`SELECT ${columns} FROM store_item WHERE id IN (${join(chunk)})`),
    ),
  );
  return [...new Map([...found, ...shared.flat(), ...called.flat()].map((row) => [row.id, row])).values()].sort((one, other) =>
    one.id < other.id ? -1 : 1,
  );
}

/** Of items of nobody's that the person's turns wrote, also where somebody else's have written over it since. */
async function idsOfTurns(conversations: readonly OwnConversation[]): Promise<Set<string>> {
  const own = new Map(conversations.map(({ id, ownIds }) => [id, ownIds]));
  const found = new Set<string>();
  for (const chunk of inChunks([...own.keys()].map(encodeText))) {
    const rows = await (await db()).query<{ item_id: string; conversation_id: string; user_id: string }>(
      sql`SELECT DISTINCT version.item_id, state_write.conversation_id, state_write.user_id FROM state_write
        JOIN property_version version ON version.write_seq = state_write.seq
        JOIN store_item item ON item.id = version.item_id AND item.user_id IS NULL AND item.conversation_id IS NULL
        WHERE state_write.conversation_id IN (${join(chunk)}) AND state_write.user_id IS NOT NULL`,
    );
    for (const row of rows) if (own.get(decodeText(row.conversation_id))?.has(decodeText(row.user_id))) found.add(row.item_id);
  }
  return found;
}

async function selectVersions(itemIds: readonly string[]): Promise<Map<string, HeldVersion[]>> {
  const versions = new Map<string, HeldVersion[]>(itemIds.map((id) => [id, []]));
  for (const chunk of inChunks(itemIds)) {
    const rows = await (await db()).query<VersionRow>(sql`SELECT version.item_id, version.property, state_write.at, state_write.kind,
        state_write.user_id, state_write.conversation_id, property_value.json
      FROM property_version version LEFT JOIN state_write ON state_write.seq = version.write_seq
        LEFT JOIN property_value ON property_value.item_id = version.item_id AND property_value.hash = version.hash
      WHERE version.item_id IN (${join([...chunk])}) ORDER BY version.item_id, version.write_seq, version.property`);
    for (const row of rows) versions.get(row.item_id)?.push(toVersion(row));
  }
  return versions;
}

function toVersion({ property, at, kind, user_id, conversation_id, json }: VersionRow): HeldVersion {
  return {
    property: decodeText(property),
    at,
    kind,
    userId: decoded(user_id),
    conversationId: decoded(conversation_id),
    value: json === null ? undefined : (JSON.parse(json) as JsonValue),
  };
}

function decoded(text: string | null): string | null {
  return text === null ? null : decodeText(text);
}
