import { createHash } from "node:crypto";
import { encodeText, inChunks, join, type Sql, sql } from "@/lib/db";
import { type ChannelPerson, type FactWrite, factStatements } from "@/lib/facts";
import type { TouchedItem } from "@/lib/live";
import type { JsonObject, ParsedStorageKey, StateWriter } from "@/lib/model";
import { diffItem } from "./diff-item";
import { diffProperties } from "./diff-properties";
import { dataOf, type StoreItem } from "./store-item";

/** One item to be written: `text` and `eTag` are null when it goes. `before` is what the database holds now. */
export type ItemWrite = {
  id: string;
  botId: string;
  key: string;
  owner: ParsedStorageKey;
  before: StoreItem | undefined;
  text: string | null;
  eTag: string | null;
};

/** The order in which a commit lists its items; versions give it again. */
export function byItemId(one: { id: string }, other: { id: string }): number {
  return one.id < other.id ? -1 : 1;
}

/** What the commit is: a bot's turn or a person's write. `seq` is unique and grows. `person`: to whom facts in shared state are put down. */
export type CommitContext = { seq: number; at: string; writer: StateWriter; person: ChannelPerson | null; members?: readonly string[] };

/** A property as a write leaves it; `text` and `hash` are null when it goes. */
export type ChangedProperty = { itemId: string; property: string; text: string | null; hash: string | null };

/** The statements that write items with their versions and facts. Run them in one transaction, holding the items' gates. */
export function itemStatements(
  writes: readonly ItemWrite[],
  context: CommitContext,
  changed: readonly ChangedProperty[] = listChangedProperties(writes),
): Sql[] {
  const values = changed.filter(({ text }) => text !== null);
  return [
    ...inChunks(writes).map((rows) => upsertItems(rows, context)),
    ...inChunks(values).map(insertValues),
    ...inChunks(changed).map((rows) => insertVersions(rows, context.seq)),
    ...factStatements(writes.map(toFactWrite), context),
  ];
}

function toFactWrite({ id, botId, owner, before, text }: ItemWrite): FactWrite {
  const item = { itemId: id, botId, before: before?.text ?? null, after: text };
  if (owner.style === "unclassified") return { ...item, scope: "unclassified", owner: null };
  const { scope, channelId, userId } = owner;
  return { ...item, scope, channelId, owner: userId === undefined ? null : { channelId, userId } };
}

/** What each write changed, by scope, for pages and counts. */
export function toTouchedItem(write: ItemWrite): TouchedItem {
  const before = write.before ? dataOf(write.before) : null;
  const after = write.text === null ? null : (JSON.parse(write.text) as JsonObject);
  const owner = write.owner;
  const ids = { botId: write.botId, channelId: null, conversationId: null, userId: null };
  if (owner.style === "unclassified") return { ...ids, scope: "unclassified", changes: [] };
  return {
    botId: write.botId,
    channelId: owner.channelId,
    scope: owner.scope,
    conversationId: owner.conversationId ?? null,
    userId: owner.userId ?? null,
    changes: diffItem(owner.scope, before, after),
  };
}

/** The properties that differ from what is stored now: those of which a commit writes a version. */
export function listChangedProperties(writes: readonly ItemWrite[]): ChangedProperty[] {
  return writes.flatMap(({ id, before, text: after }) =>
    diffProperties(before?.text ?? null, after).map(({ property, text }) => ({
      itemId: id,
      property,
      text,
      hash: text === null ? null : hashOf(text),
    })),
  );
}

function upsertItems(writes: readonly ItemWrite[], { seq, at, writer }: CommitContext): Sql {
  const by = JSON.stringify(writer);
  const rows = writes.map(({ id, botId, key, owner, text, eTag }) => {
    const ids = owner.style === "unclassified" ? [null, null, null] : [owner.channelId, owner.conversationId, owner.userId];
    const [channelId, conversationId, userId] = ids.map((value) => (value == null ? null : encodeText(value)));
    const scope = owner.style === "unclassified" ? "unclassified" : owner.scope;
    const bytes = text === null ? 0 : Buffer.byteLength(text);
    const values = [id, encodeText(botId), encodeText(key), scope, channelId, conversationId, userId, eTag, text, bytes, at, by, seq];
    return sql`(${join(values)})`;
  });
  return sql`INSERT INTO store_item
    (id, bot_id, key, scope, channel_id, conversation_id, user_id, etag, data, bytes, updated_at, writer, write_seq)
    VALUES ${join(rows)}
    ON CONFLICT (id) DO UPDATE SET scope = excluded.scope, channel_id = excluded.channel_id, conversation_id = excluded.conversation_id,
      user_id = excluded.user_id, etag = excluded.etag, data = excluded.data, bytes = excluded.bytes,
      updated_at = excluded.updated_at, writer = excluded.writer, write_seq = excluded.write_seq`;
}

function insertValues(rows: readonly ChangedProperty[]): Sql {
  const values = rows.map((row) => sql`(${row.itemId}, ${row.hash}, ${row.text})`);
  return sql`INSERT INTO property_value (item_id, hash, json) VALUES ${join(values)} ON CONFLICT (item_id, hash) DO NOTHING`;
}

function insertVersions(rows: readonly ChangedProperty[], seq: number): Sql {
  const values = rows.map(
    (row) => sql`(${row.itemId}, ${hashOf(encodeText(row.property))}, ${encodeText(row.property)}, ${seq}, ${row.hash})`,
  );
  return sql`INSERT INTO property_version (item_id, property_id, property, write_seq, hash) VALUES ${join(values)}`;
}

/** The hash under which values and property names are filed. */
export function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("base64url");
}
