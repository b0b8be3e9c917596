import { createHash } from "node:crypto";
import { db, decodeText, join, sql } from "@/lib/db";
import { type JsonObject, type StateWriter, stateWriter } from "@/lib/model";

/** A store item as it stands in the database. `text` is the JSON of its data, without its eTag. */
export type StoreItem = { id: string; key: string; text: string; eTag: string; bytes: number; updatedAt: string; writer: StateWriter };

type ItemRow = { id: string; key: string; data: string; etag: string; bytes: number; updated_at: string; writer: string };

/** Deterministic, so that an item can be written without reading it first; unique per bot and key. */
export function itemIdOf(botId: string, key: string): string {
  return createHash("sha256")
    .update(JSON.stringify([botId, key]))
    .digest("base64url")
    .slice(0, 24);
}

/** Items by id; absent and deleted ones are left out. */
export async function readStoreItems(ids: readonly string[]): Promise<Map<string, StoreItem>> {
  if (ids.length === 0) return new Map();
  const rows = await (await db()).query<ItemRow>(
    sql`SELECT id, key, data, etag, bytes, updated_at, writer FROM store_item WHERE id IN (${join([...ids])}) AND data IS NOT NULL`,
  );
  return new Map(rows.map((row) => [row.id, toStoreItem(row)]));
}

export function dataOf(item: { text: string }): JsonObject {
  return JSON.parse(item.text) as JsonObject;
}

function toStoreItem(row: ItemRow): StoreItem {
  return {
    id: row.id,
    key: decodeText(row.key),
    text: row.data,
    eTag: row.etag,
    bytes: row.bytes,
    updatedAt: row.updated_at,
    writer: stateWriter.parse(JSON.parse(row.writer)),
  };
}
