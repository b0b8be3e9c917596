import { setImmediate as nextRound } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { db, inChunks, join, type Sql, sql } from "@/lib/db";
import { type JsonValue, type KeptTurnRecord, keptTurnRecord, listLeaves } from "@/lib/model";
import type { ExpiredState } from "./expired-state";
import type { OwnTurn } from "./forget-own";

const recordsAtOnce = 200;

type RecordRow = { number: number; body: string };
type Written = KeptTurnRecord["operations"][number]["items"][number]["written"][number];

/** `gone`: records that go whole anyway. */
type Where = { conversationIds: readonly string[]; gone: readonly OwnTurn[] };

/** The statements that take what these items lose out of the records of turns, whoever caused them; the rest of a record stays. */
export async function cleanRecords(state: readonly ExpiredState[], { conversationIds, gone }: Where): Promise<Sql[]> {
  const clean = await cleanerOf(state);
  const isGone = new Set(gone.map(({ conversation_id, number }) => `${conversation_id} ${number}`));
  const statements: Sql[] = [];
  for (const id of conversationIds) {
    for (let after = -1; ; ) {
      await nextRound();
      const rows = await (await db()).query<RecordRow>(sql`SELECT number, body FROM turn_record
        WHERE conversation_id = ${id} AND number > ${after} ORDER BY number LIMIT ${recordsAtOnce}`);
      const last = rows.at(-1);
      if (!last) break;
      after = last.number;
      const staying = rows.filter(({ number }) => !isGone.has(`${id} ${number}`));
      statements.push(...staying.flatMap((row) => cleanRecord(id, row, clean)));
    }
  }
  return statements;
}

type Clean = (body: string) => string;

function cleanRecord(conversationId: string, { number, body }: RecordRow, clean: Clean): Sql[] {
  const text = clean(body);
  return text === body ? [] : [sql`UPDATE turn_record SET body = ${text} WHERE conversation_id = ${conversationId} AND number = ${number}`];
}

async function cleanerOf(state: readonly ExpiredState[]): Promise<Clean> {
  const byKey = new Map(state.map((one) => [one.key, one]));
  const stored = await readStored(state.filter(({ patterns }) => patterns !== null));
  return (body) => {
    const record = keptTurnRecord.parse(JSON.parse(body));
    const operations = record.operations.map(({ items, ...operation }) => ({ ...operation, items: items.map(withoutExpired) }));
    const lostUpdates = record.lostUpdates.filter(({ key }) => byKey.get(key)?.patterns !== null);
    const text = JSON.stringify({ ...record, operations, lostUpdates });
    return isDeepStrictEqual(JSON.parse(text), JSON.parse(body)) ? body : text;
  };

  function withoutExpired<Item extends { key: string; written: Written[] }>(item: Item): Item {
    const expired = byKey.get(item.key);
    return expired ? { ...item, written: item.written.filter((one) => !isExpired(expired, one)) } : item;
  }

  /** Of a value that is named by a hash under which nothing is stored any more nobody can tell. */
  function isExpired({ id, scope, patterns, people }: ExpiredState, { property, value, hash }: Written): boolean {
    if (patterns === null) return true;
    const known = hash === undefined ? value : parsed(stored.get(`${id} ${hash}`));
    if (known === undefined) return true;
    return listLeaves(scope, { [property]: known as JsonValue }, people).leaves.some(({ pattern }) => patterns.has(pattern));
  }
}

function parsed(json: string | undefined): unknown {
  return json === undefined ? undefined : JSON.parse(json);
}

async function readStored(state: readonly ExpiredState[]): Promise<Map<string, string>> {
  const stored = new Map<string, string>();
  for (const some of inChunks(state)) {
    const rows = await (await db()).query<{ item_id: string; hash: string; json: string }>(
      sql`SELECT item_id, hash, json FROM property_value WHERE item_id IN (${join(some.map(({ id }) => id))})`,
    );
    for (const { item_id, hash, json } of rows) stored.set(`${item_id} ${hash}`, json);
  }
  return stored;
}
