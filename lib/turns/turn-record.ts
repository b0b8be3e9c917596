import { db, encodeText, type Sql, sql } from "@/lib/db";
import { emptyTurnRecord, type TurnRecord, turnRecord } from "@/lib/model";

/** The statement that keeps what the recorder saw, or none when it saw nothing. */
export function insertTurnRecord(conversationId: string, number: number, record: TurnRecord): Sql[] {
  if (Object.values(record).every((seen) => seen.length === 0)) return [];
  return [
    sql`INSERT INTO turn_record (conversation_id, number, body) VALUES (${encodeText(conversationId)}, ${number}, ${JSON.stringify(record)})`,
  ];
}

export async function readTurnRecord(conversationId: string, number: number): Promise<TurnRecord> {
  const [row] = await (await db()).query<{ body: string }>(sql`SELECT body FROM turn_record
    WHERE conversation_id = ${encodeText(conversationId)} AND number = ${number}`);
  return row ? turnRecord.parse(JSON.parse(row.body)) : emptyTurnRecord;
}
