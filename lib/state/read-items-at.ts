import { db, decodeText, join, sql } from "@/lib/db";
import { type JsonObject, type JsonValue, type StateWriter, setOwn } from "@/lib/model";
import { type FoundItems, findStoreItems, type StoreItem } from "./store-item";

type ValueRow = { item_id: string; property: string; json: string };
type WriteRow = { item_id: string; seq: number; kind: string; conversation_id: string | null; after_turn: number; by: string; at: string };

/** State writes are numbered in 32 bits in PostgreSQL, which refuses to compare them with more. */
export const maxSeq = 2 ** 31 - 1;

/**
 * Items as they stood right after state write `seq`, put together again from the versions of their properties. An item that was empty
 * then is absent, since versions tell only of properties; the eTag of a past item is "".
 */
export async function readItemsAt(ids: readonly string[], seq: number): Promise<FoundItems> {
  if (ids.length === 0) return { stored: new Map(), owners: new Map() };
  const until = Math.min(seq, maxSeq);
  const [values, writes, { owners }] = await Promise.all([readValues(ids, until), readWrites(ids, until), findStoreItems(ids)]);
  const data = new Map<string, JsonObject>();
  for (const { item_id, property, json } of values) {
    const item = data.get(item_id) ?? {};
    data.set(item_id, item);
    setOwn(item, decodeText(property), JSON.parse(json) as JsonValue);
  }
  const stored = new Map<string, StoreItem>();
  for (const [id, item] of data) stored.set(id, toPastItem(id, item, writes.get(id)));
  return { stored, owners };
}

/** The newest version of each property; those that were removed are not among them. */
async function readValues(ids: readonly string[], until: number): Promise<ValueRow[]> {
  return (await db()).query<ValueRow>(sql`SELECT version.item_id, version.property, value.json
    FROM (SELECT item_id, property_id, max(write_seq) AS write_seq FROM property_version
      WHERE item_id IN (${join([...ids])}) AND write_seq <= ${until} GROUP BY item_id, property_id) newest
    JOIN property_version version ON version.item_id = newest.item_id AND version.property_id = newest.property_id
      AND version.write_seq = newest.write_seq
    JOIN property_value value ON value.item_id = version.item_id AND value.hash = version.hash
    ORDER BY version.item_id, version.property`);
}

/** Who wrote each item last. */
async function readWrites(ids: readonly string[], until: number): Promise<Map<string, WriteRow>> {
  const rows = await (await db()).query<WriteRow>(sql`SELECT newest.item_id, state_write.seq, state_write.kind,
      state_write.conversation_id, state_write.after_turn, state_write.by, state_write.at
    FROM (SELECT item_id, max(write_seq) AS write_seq FROM property_version
      WHERE item_id IN (${join([...ids])}) AND write_seq <= ${until} GROUP BY item_id) newest
    JOIN state_write ON state_write.seq = newest.write_seq`);
  return new Map(rows.map((row) => [row.item_id, row]));
}

function toPastItem(id: string, data: JsonObject, write: WriteRow | undefined): StoreItem {
  const text = JSON.stringify(data);
  const writer: StateWriter = write ? writerOf(write) : { kind: "tester", name: "" };
  return { id, key: "", text, eTag: "", bytes: Buffer.byteLength(text), updatedAt: write?.at ?? "", writer, writeSeq: write?.seq ?? 0 };
}

/** Whoever made a state write, as its row tells. */
export function writerOf(write: Pick<WriteRow, "kind" | "conversation_id" | "after_turn" | "by">): StateWriter {
  const conversationId = write.conversation_id === null ? null : decodeText(write.conversation_id);
  if (write.kind === "turn" && conversationId !== null) return { kind: "bot", conversationId, turn: write.after_turn };
  if (write.kind === "late") return { kind: "bot-late", conversationId };
  return { kind: "tester", name: decodeText(write.by) };
}
