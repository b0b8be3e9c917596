import { db, decodeText, encodeText, inChunks, join, type Sql, sql } from "@/lib/db";
import { emptyTurnRecord, keptTurnRecord, type RecordedTurn, type TurnOutcome, turnError, turnSummary } from "@/lib/model";
import type { ActivityRow } from "./conversation-log";
import { idIn, readSegments, type Segment, turnsOf } from "./segments";
import { appendActivities } from "./told-state";
import { insertTurnRecord } from "./turn-record";

type Row = {
  number: number;
  user_id: string;
  activity_id: string;
  started_at: string;
  duration_ms: number | null;
  outcome: string;
  error: string | null;
  counts: string;
  write_seq: number | null;
  state_seq: number | null;
  bot_version: string | null;
  lost_updates: number;
  body: string | null;
};

/** Every turn of a conversation with its place on the timeline of state and its record, in order. */
export async function readRecordedTurns(conversationId: string): Promise<RecordedTurn[]> {
  const segments = await readSegments(conversationId);
  const newestFirst = await Promise.all(segments.map(readSegment));
  return newestFirst.reverse().flat();
}

async function readSegment(segment: Segment): Promise<RecordedTurn[]> {
  const rows = await (await db()).query<Row>(sql`SELECT turn.number, user_id, activity_id, started_at, duration_ms, outcome, error, counts,
      write_seq, state_seq, bot_version, lost_updates, turn_record.body
    FROM turn LEFT JOIN turn_record ON turn_record.conversation_id = turn.conversation_id AND turn_record.number = turn.number
    WHERE ${turnsOf(segment)} ORDER BY turn.number`);
  return rows.map((row) => toRecordedTurn(segment, row));
}

function toRecordedTurn(segment: Segment, row: Row): RecordedTurn {
  return {
    number: row.number,
    userId: idIn(segment, decodeText(row.user_id)),
    activityId: decodeText(row.activity_id),
    startedAt: row.started_at,
    durationMs: row.duration_ms,
    outcome: row.outcome as TurnOutcome,
    error: row.error === null ? null : turnError.parse(JSON.parse(row.error)),
    counts: turnSummary.shape.counts.parse(JSON.parse(row.counts)),
    writeSeq: row.write_seq,
    stateSeq: row.state_seq,
    botVersion: row.bot_version,
    lostUpdates: row.lost_updates,
    record: row.body === null ? emptyTurnRecord : keptTurnRecord.parse(JSON.parse(row.body)),
  };
}

/** Statements that write a whole log into a conversation that has none. */
export function insertWholeLog(conversationId: string, activities: readonly ActivityRow[], turns: readonly RecordedTurn[]): Sql[] {
  return [
    ...appendActivities(conversationId, activities),
    ...inChunks(turns).map((chunk) => insertTurns(conversationId, chunk)),
    ...turns.flatMap(({ number, record }) => insertTurnRecord(conversationId, number, record)),
  ];
}

function insertTurns(conversationId: string, turns: readonly RecordedTurn[]): Sql {
  const rows = turns.map((turn) => {
    const error = turn.error === null ? null : JSON.stringify(turn.error);
    const ids = [encodeText(conversationId), turn.number, encodeText(turn.userId), encodeText(turn.activityId)];
    const course = [turn.startedAt, turn.durationMs, turn.outcome, error, JSON.stringify(turn.counts)];
    return sql`(${join([...ids, ...course, turn.writeSeq, turn.stateSeq, turn.botVersion, turn.lostUpdates])})`;
  });
  return sql`INSERT INTO turn (conversation_id, number, user_id, activity_id, started_at, duration_ms, outcome, error, counts, write_seq,
    state_seq, bot_version, lost_updates) VALUES ${join(rows)}`;
}
