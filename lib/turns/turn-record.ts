import { db, encodeText, type Sql, sql } from "@/lib/db";
import { emptyTurnRecord, type KeptTurnRecord, keptTurnRecord } from "@/lib/model";
import { segmentOfTurn } from "./segments";

/** The statement that keeps what the recorder saw, or none when it saw nothing. */
export function insertTurnRecord(conversationId: string, number: number, record: KeptTurnRecord): Sql[] {
  if (Object.values(record).every((seen) => seen.length === 0)) return [];
  return [
    sql`INSERT INTO turn_record (conversation_id, number, body) VALUES (${encodeText(conversationId)}, ${number}, ${JSON.stringify(record)})`,
  ];
}

/** As it was kept: lib/state has the values that it names by their hash. */
export async function readTurnRecord(conversationId: string, number: number): Promise<KeptTurnRecord> {
  const { heldBy } = await segmentOfTurn(conversationId, number);
  const [row] = await (await db()).query<{ body: string }>(sql`SELECT body FROM turn_record
    WHERE conversation_id = ${encodeText(heldBy)} AND number = ${number}`);
  return row ? keptTurnRecord.parse(JSON.parse(row.body)) : emptyTurnRecord;
}
