import { db, decodeText, encodeText, type Sql, sql } from "@/lib/db";
import { getAtPath, getPlace, type JsonValue, type LostValue, parsePointer, type StateWriter } from "@/lib/model";
import { listValues } from "./list-values";
import { readItemsAt } from "./read-items-at";
import { dataOf, readStoreItems, type StoreItem } from "./store-item";

type Row = {
  id: string;
  write_seq: number;
  turn_number: number | null;
  is_late: boolean;
  item_id: string;
  key: string;
  scope: string | null;
  user_id: string | null;
  path: string;
  base_seq: number;
  lost_seq: number;
  is_asked: boolean;
  kept: string | null;
  decided_by: string | null;
  decided_at: string | null;
};

/** Which of a conversation's lost values; all when nothing is named. */
export type LostValueFilter = { id?: string; turn?: number; seq?: number; isOpen?: boolean };

const page = 100;
const isOpenClash = sql`(is_asked AND kept IS NULL)`;

/** How many clashes of a conversation wait for a decision. */
export async function countOpenClashes(conversationId: string): Promise<number> {
  const [row] = await (await db()).query<{ count: number }>(
    sql`SELECT count(*) AS count FROM lost_value WHERE conversation_id = ${encodeText(conversationId)} AND ${isOpenClash}`,
  );
  return row?.count ?? 0;
}

/** Lost values with what became of their places, newest first, at most 100. */
export async function readLostValues(conversationId: string, filter: LostValueFilter): Promise<LostValue[]> {
  const rows = await (await db()).query<Row>(sql`SELECT id, write_seq, turn_number, is_late, item_id, key, scope, user_id, path, base_seq,
      lost_seq, is_asked, kept, decided_by, decided_at
    FROM lost_value WHERE conversation_id = ${encodeText(conversationId)} ${conditions(filter)} ORDER BY write_seq DESC, path, id LIMIT ${page}`);
  const items = new PastItems();
  const now = await readStoreItems([...new Set(rows.map((row) => row.item_id))]);
  return Promise.all(rows.map((row) => toLostValue(row, items, now.get(row.item_id))));
}

/** The statement that keeps what was decided; null takes a decision back. */
export function updateDecision(ids: readonly string[], decision: LostValue["decision"]): Sql[] {
  const { keep = null, by = null, at = null } = decision ?? {};
  const name = by === null ? null : encodeText(by);
  return ids.map((id) => sql`UPDATE lost_value SET kept = ${keep}, decided_by = ${name}, decided_at = ${at} WHERE id = ${id}`);
}

function conditions({ id, turn, seq, isOpen }: LostValueFilter): Sql {
  const byId = id === undefined ? sql`` : sql`AND id = ${id}`;
  const byTurn = turn === undefined ? sql`` : sql`AND turn_number = ${turn}`;
  const bySeq = seq === undefined ? sql`` : sql`AND write_seq = ${seq}`;
  return sql`${byId} ${byTurn} ${bySeq} ${isOpen ? sql`AND ${isOpenClash}` : sql``}`;
}

/** Items as they were, each read once. */
class PastItems {
  private readonly read = new Map<string, Promise<StoreItem | undefined>>();

  at(itemId: string, seq: number): Promise<StoreItem | undefined> {
    const key = `${itemId} ${seq}`;
    const item = this.read.get(key) ?? readItemsAt([itemId], seq).then(({ stored }) => stored.get(itemId));
    this.read.set(key, item);
    return item;
  }
}

async function toLostValue(row: Row, items: PastItems, now: StoreItem | undefined): Promise<LostValue> {
  const { item_id: itemId, path: encodedPath, write_seq: writeSeq } = row;
  const path = decodeText(encodedPath);
  const [known, written, overwritten] = await Promise.all([row.base_seq, writeSeq, row.lost_seq].map((seq) => items.at(itemId, seq)));
  const { kept, decided_by: by, decided_at: at } = row;
  return {
    id: row.id,
    turn: row.turn_number,
    writeSeq,
    isLate: row.is_late,
    scope: row.scope as LostValue["scope"],
    userId: row.user_id === null ? null : decodeText(row.user_id),
    key: decodeText(row.key),
    path,
    known: placeIn(known, path),
    written: placeIn(written, path),
    overwritten: placeIn(overwritten, path),
    current: placeIn(now, path),
    overwrittenBy: await writerOfPlace({ itemId, path, lostSeq: row.lost_seq }, overwritten),
    isAsked: row.is_asked,
    decision: kept === null ? null : { keep: kept === "bot" ? "bot" : "overwritten", by: decodeText(by ?? ""), at: at ?? "" },
    eTag: now?.eTag ?? null,
  };
}

function placeIn(item: StoreItem | undefined, path: string) {
  return getPlace(item && dataOf(item), path);
}

/** Who set the value that was lost, which need not be who wrote the item last. */
async function writerOfPlace(
  { itemId, path, lostSeq }: { itemId: string; path: string; lostSeq: number },
  item: StoreItem | undefined,
): Promise<StateWriter> {
  const [property, ...rest] = parsePointer(path);
  const last = item?.writer ?? { kind: "tester", name: "" };
  if (property === undefined) return last;
  const pick = (value?: JsonValue) => ({ value: value === undefined ? undefined : getAtPath(value, rest), path: rest });
  const { values } = await listValues({ itemId, property, until: lostSeq }, pick);
  return values[0]?.by ?? last;
}
