import { createHash } from "node:crypto";
import { db, decodeText, join, sql } from "@/lib/db";
import { type JsonObject, type StateWriter, stateWriter } from "@/lib/model";

/** A store item as it stands in the database. `text` is the JSON of its data, without its eTag. */
export type StoreItem = {
  id: string;
  key: string;
  text: string;
  eTag: string;
  bytes: number;
  updatedAt: string;
  writer: StateWriter;
  writeSeq: number;
};

/** Whose an item was when it was last written by somebody who knew. */
export type StoredOwner = { scope: string; writeSeq: number; channelId?: string; conversationId?: string; userId?: string };

type OwnerRow = {
  id: string;
  scope: string;
  channel_id: string | null;
  conversation_id: string | null;
  user_id: string | null;
  write_seq: number;
};
type ItemRow = OwnerRow & { key: string; data: string | null; etag: string; bytes: number; updated_at: string; writer: string };
type PresentRow = ItemRow & { data: string };

/** Deterministic, so that an item can be written without reading it first; unique per bot and key. */
export function itemIdOf(botId: string, key: string): string {
  return createHash("sha256")
    .update(JSON.stringify([botId, key]))
    .digest("base64url")
    .slice(0, 24);
}

/** Items by id; absent and deleted ones are left out. */
export async function readStoreItems(ids: readonly string[]): Promise<Map<string, StoreItem>> {
  return (await findStoreItems(ids)).stored;
}

export type FoundItems = { stored: Map<string, StoreItem>; owners: Map<string, StoredOwner> };

/** Items by id, and the owners of these and of deleted ones. */
export async function findStoreItems(ids: readonly string[]): Promise<FoundItems> {
  if (ids.length === 0) return { stored: new Map(), owners: new Map() };
  const rows = await (await db()).query<ItemRow>(
    sql`SELECT id, key, data, etag, bytes, updated_at, writer, scope, channel_id, conversation_id, user_id, write_seq
      FROM store_item WHERE id IN (${join([...ids])})`,
  );
  const present = rows.filter((row): row is PresentRow => row.data !== null);
  return {
    stored: new Map(present.map((row) => [row.id, toStoreItem(row)])),
    owners: new Map(rows.map((row) => [row.id, toOwner(row)])),
  };
}

export function dataOf(item: { text: string }): JsonObject {
  return JSON.parse(item.text) as JsonObject;
}

function toOwner({ scope, channel_id, conversation_id, user_id, write_seq: writeSeq }: OwnerRow): StoredOwner {
  const [channelId, conversationId, userId] = [channel_id, conversation_id, user_id].map((id) =>
    id === null ? undefined : decodeText(id),
  );
  return { scope, channelId, conversationId, userId, writeSeq };
}

function toStoreItem(row: PresentRow): StoreItem {
  return {
    id: row.id,
    key: decodeText(row.key),
    text: row.data,
    eTag: row.etag,
    bytes: row.bytes,
    updatedAt: row.updated_at,
    writer: stateWriter.parse(JSON.parse(row.writer)),
    writeSeq: row.write_seq,
  };
}
