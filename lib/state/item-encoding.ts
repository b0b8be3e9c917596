import { db, join, type Sql, sql } from "@/lib/db";
import { itemIdOf } from "./store-item";

/** How a service gives an item back that did not come as a plain object; what the words mean is the service's affair. */
export type ItemEncoding = string;

/** By key; those of items that came as they are kept are left out. */
export async function readItemEncodings(botId: string, keys: readonly string[]): Promise<Map<string, ItemEncoding>> {
  if (keys.length === 0) return new Map();
  const keyOf = new Map(keys.map((key) => [itemIdOf(botId, key), key]));
  const rows = await (await db()).query<{ item_id: string; encoding: string }>(
    sql`SELECT item_id, encoding FROM item_encoding WHERE item_id IN (${join([...keyOf.keys()])})`,
  );
  return new Map(rows.map((row) => [keyOf.get(row.item_id) ?? "", row.encoding]));
}

/** By item id, for the transaction that writes the items; null for what came as it is kept. */
export function encodingStatements(encodings: ReadonlyMap<string, ItemEncoding | null>): Sql[] {
  return [...encodings].map(([id, encoding]) => (encoding === null ? deleteEncoding(id) : upsertEncoding(id, encoding)));
}

function upsertEncoding(id: string, encoding: ItemEncoding): Sql {
  return sql`INSERT INTO item_encoding (item_id, encoding) VALUES (${id}, ${encoding})
    ON CONFLICT (item_id) DO UPDATE SET encoding = excluded.encoding`;
}

function deleteEncoding(id: string): Sql {
  return sql`DELETE FROM item_encoding WHERE item_id = ${id}`;
}
