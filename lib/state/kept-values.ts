import { db, join, sql } from "@/lib/db";
import type { KeptOperation, StorageOperation } from "@/lib/model";
import { itemIdOf } from "./store-item";

type NamedValue = { itemId: string; hash: string };
type ValueRow = { item_id: string; hash: string; json: string };

/** One parameter each, and one for its item. */
const valuesPerStatement = 1000;

/** A turn's storage operations with the values that they name by their hash. A value that was erased since is absent. */
export async function readKeptValues(botId: string, operations: readonly KeptOperation[]): Promise<StorageOperation[]> {
  const values = await readValues(listNamedValues(botId, operations));
  return operations.map((operation) => ({
    ...operation,
    items: operation.items.map((item) => ({
      ...item,
      written: item.written.map(({ property, value, hash }) => ({
        property,
        value: hash === undefined ? value : values.get(`${itemIdOf(botId, item.key)} ${hash}`),
      })),
    })),
  }));
}

function listNamedValues(botId: string, operations: readonly KeptOperation[]): NamedValue[] {
  return operations
    .flatMap(({ items }) => items)
    .flatMap(({ key, written }) => written.flatMap(({ hash }) => (hash === undefined ? [] : { itemId: itemIdOf(botId, key), hash })));
}

async function readValues(named: readonly NamedValue[]): Promise<Map<string, unknown>> {
  const values = new Map<string, unknown>();
  for (let start = 0; start < named.length; start += valuesPerStatement) {
    const some = named.slice(start, start + valuesPerStatement);
    const rows = await (await db()).query<ValueRow>(sql`SELECT item_id, hash, json FROM property_value
      WHERE item_id IN (${join([...new Set(some.map(({ itemId }) => itemId))])}) AND hash IN (${join([...new Set(some.map(({ hash }) => hash))])})`);
    for (const { item_id, hash, json } of rows) values.set(`${item_id} ${hash}`, JSON.parse(json) as unknown);
  }
  return values;
}
