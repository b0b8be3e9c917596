import { db, decodeText, encodeText, inChunks, join, type Sql, sql } from "@/lib/db";
import { handWrite, type RecordedWrite, type StateWriter } from "@/lib/model";
import { writerOf } from "./read-items-at";

type Row = {
  seq: number;
  kind: string;
  conversation_id: string | null;
  user_id: string | null;
  after_turn: number;
  by: string;
  at: string;
  counts: string;
};

const counts = handWrite.shape.counts;

/** State writes by their numbers, in order; those that are gone are left out. */
export async function readWrites(seqs: readonly number[]): Promise<RecordedWrite[]> {
  const rows: Row[] = [];
  for (const chunk of inChunks([...seqs].sort((one, other) => one - other))) {
    const found = await (await db()).query<Row>(sql`SELECT seq, kind, conversation_id, user_id, after_turn, by, at, counts
      FROM state_write WHERE seq IN (${join(chunk)}) ORDER BY seq`);
    rows.push(...found);
  }
  return rows.map((row) => ({
    seq: row.seq,
    kind: row.kind as RecordedWrite["kind"],
    conversationId: row.conversation_id === null ? null : decodeText(row.conversation_id),
    userId: row.user_id === null ? null : decodeText(row.user_id),
    afterTurn: row.after_turn,
    by: decodeText(row.by),
    at: row.at,
    counts: counts.parse(JSON.parse(row.counts)),
  }));
}

/** The numbers of a conversation's own state writes up to and with one. */
export async function listWriteSeqs(conversationId: string, untilSeq: number): Promise<number[]> {
  const rows = await (await db()).query<{ seq: number }>(sql`SELECT seq FROM state_write
    WHERE conversation_id = ${encodeText(conversationId)} AND seq <= ${untilSeq}`);
  return rows.map(({ seq }) => seq);
}

export function insertWrites(botId: string, writes: readonly RecordedWrite[]): Sql[] {
  return inChunks(writes).map((chunk) => {
    const rows = chunk.map((write) => {
      const ids = [write.conversationId, write.userId].map((id) => (id === null ? null : encodeText(id)));
      const values = [write.seq, encodeText(botId), write.kind, ...ids, write.afterTurn, encodeText(write.by), write.at];
      return sql`(${join([...values, JSON.stringify(write.counts)])})`;
    });
    return sql`INSERT INTO state_write (seq, bot_id, kind, conversation_id, user_id, after_turn, by, at, counts) VALUES ${join(rows)}`;
  });
}

/** Whoever made a write. */
export function writerOfWrite({ kind, conversationId, afterTurn, by }: RecordedWrite): StateWriter {
  const conversation_id = conversationId === null ? null : encodeText(conversationId);
  return writerOf({ kind, conversation_id, after_turn: afterTurn, by: encodeText(by) });
}
