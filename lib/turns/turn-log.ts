import { db, decodeText, encodeText, join, type Sql, sql } from "@/lib/db";
import { bus } from "@/lib/live";
import {
  type Activity,
  describeActivity,
  type HandWrite,
  handWrite,
  type TurnError,
  type TurnOutcome,
  type TurnSummary,
  turnError,
  turnSummary,
} from "@/lib/model";
import { bodyIn, idIn, maxNumber, readSegments, type Segment, segmentOfTurn, turnsOf } from "./segments";

const turnCounts = turnSummary.shape.counts;
type TurnRow = {
  number: number;
  user_id: string;
  activity_id: string;
  started_at: string;
  duration_ms: number | null;
  outcome: string;
  error: string | null;
  counts: string;
  lost_updates: number;
  body: string;
  erased_at: string | null;
  case_number: string | null;
};

/** The turn that an accepted activity opens; it stays `running` until it is closed. */
export function toOpenTurn(number: number, activity: Activity): TurnSummary {
  return {
    number,
    outcome: "running",
    startedAt: activity.timestamp,
    durationMs: null,
    userId: activity.from.id,
    activityId: activity.id,
    sentence: describeActivity(activity),
    counts: {},
    error: null,
    lostUpdates: 0,
  };
}

export function insertTurn(conversationId: string, turn: TurnSummary): Sql {
  return sql`INSERT INTO turn (conversation_id, number, user_id, activity_id, started_at, outcome)
    VALUES (${encodeText(conversationId)}, ${turn.number}, ${encodeText(turn.userId)}, ${encodeText(turn.activityId)}, ${turn.startedAt}, ${turn.outcome})`;
}

/** `writeSeq`: the turn's own state write; `stateSeq`: the newest of all when it ended. */
export type ClosedTurnPlace = { writeSeq: number | null; stateSeq: number; botVersion: string | null };

export function updateClosedTurn(conversationId: string, turn: TurnSummary, { writeSeq, stateSeq, botVersion }: ClosedTurnPlace): Sql {
  const error = turn.error === null ? null : JSON.stringify(turn.error);
  return sql`UPDATE turn SET outcome = ${turn.outcome}, duration_ms = ${turn.durationMs}, error = ${error},
    counts = ${JSON.stringify(turn.counts)}, write_seq = ${writeSeq}, state_seq = ${stateSeq}, bot_version = ${botVersion},
    lost_updates = ${turn.lostUpdates}
    WHERE conversation_id = ${encodeText(conversationId)} AND number = ${turn.number}`;
}

/** Tells pages about a turn whose row has been committed. */
export function announceTurn(conversationId: string, turn: TurnSummary): void {
  bus().publish({ type: "turn", conversationId, turn });
}

/** The newest turns before turn `before`, oldest first. */
export async function readTurnsBefore(conversationId: string, before: number, limit: number): Promise<TurnSummary[]> {
  const newestFirst: TurnSummary[] = [];
  for (const segment of await readSegments(conversationId)) {
    if (newestFirst.length >= limit) break;
    const wanted = sql`turn.number < ${Math.min(before, maxNumber)} ORDER BY turn.number DESC LIMIT ${limit - newestFirst.length}`;
    newestFirst.push(...(await selectTurns(segment, wanted)));
  }
  return newestFirst.reverse();
}

export async function readTurn(conversationId: string, number: number): Promise<TurnSummary | null> {
  const rows = await selectTurns(await segmentOfTurn(conversationId, number), sql`turn.number = ${Math.min(number, maxNumber)}`);
  return rows[0] ?? null;
}

type PlaceRow = { write_seq: number | null; state_seq: number; bot_version: string | null };

/**
 * Where a turn stands on the timeline of state, and which bot ran it; null when there is no such turn. One that has not ended, or was cut
 * off, stands where the turn before it does; the first of a fork where the fork was made.
 */
export async function readTurnPlace(conversationId: string, number: number): Promise<ClosedTurnPlace | null> {
  const segment = await segmentOfTurn(conversationId, number);
  const [row] = await (await db()).query<PlaceRow>(sql`SELECT write_seq, bot_version, coalesce(state_seq,
      (SELECT max(earlier.state_seq) FROM turn earlier WHERE earlier.conversation_id = turn.conversation_id AND earlier.number < turn.number),
      (SELECT max(seq) FROM state_write WHERE state_write.conversation_id = turn.conversation_id AND kind = 'fork'),
      0) AS state_seq
    FROM turn WHERE ${turnsOf(segment)} AND turn.number = ${Math.min(number, maxNumber)}`);
  return row ? { writeSeq: row.write_seq, stateSeq: row.state_seq, botVersion: row.bot_version } : null;
}

type HandWriteRow = { seq: number; kind: string; at: string; by: string; after_turn: number; counts: string; lost_updates: number };

/** The writes by hand that stand after turns `from` to `to`, in order. */
export async function readHandWrites(conversationId: string, from: number, to: number): Promise<HandWrite[]> {
  const rows = await (await db()).query<HandWriteRow>(
    sql`SELECT seq, kind, at, by, after_turn, counts,
        (SELECT count(*) FROM lost_value WHERE lost_value.write_seq = state_write.seq) AS lost_updates
      FROM state_write
      WHERE conversation_id = ${encodeText(conversationId)} AND kind <> 'turn'
        AND after_turn >= ${Math.min(from, maxNumber)} AND after_turn <= ${Math.min(to, maxNumber)} ORDER BY seq`,
  );
  return rows.map(toHandWrite);
}

function toHandWrite({ lost_updates: lostUpdates, after_turn: afterTurn, by, counts, ...row }: HandWriteRow): HandWrite {
  const write = { ...row, by: decodeText(by), afterTurn, counts: JSON.parse(counts) as unknown };
  return handWrite.parse({ ...write, ...(lostUpdates > 0 && { lostUpdates }) });
}

/** At start: turns that the last process left running were cut off; what they would have written is not there. */
export async function closeInterruptedTurns(): Promise<number> {
  return (await db()).execute(sql`UPDATE turn SET outcome = 'interrupted' WHERE outcome = 'running'`);
}

async function selectTurns(segment: Segment, wanted: Sql): Promise<TurnSummary[]> {
  const rows = await (await db()).query<TurnRow>(sql`SELECT turn.number, turn.user_id, turn.activity_id, turn.started_at, turn.duration_ms,
      turn.outcome, turn.error, turn.counts, turn.lost_updates, ${bodyOfActivity(segment)} AS body, tombstone.at AS erased_at, tombstone.case_number
    FROM turn JOIN activity ON activity.conversation_id = turn.conversation_id AND activity.id = turn.activity_id
      LEFT JOIN tombstone ON tombstone.conversation_id = turn.conversation_id AND tombstone.kind = 'turn' AND tombstone.place = turn.number
    WHERE ${turnsOf(segment)} AND ${wanted}`);
  return rows.map((row) => toTurnSummary(segment, row));
}

/** What started the turn, as the nearest conversation tells it: a bot may have changed it after a fork was made. */
function bodyOfActivity({ nearer }: Segment): Sql {
  if (nearer.length === 0) return sql`activity.body`;
  const told = nearer.map(
    (id) => sql`(SELECT kept.body FROM activity kept WHERE kept.conversation_id = ${encodeText(id)} AND kept.id = turn.activity_id)`,
  );
  return sql`coalesce(${join(told)}, activity.body)`;
}

function toTurnSummary(segment: Segment, row: TurnRow): TurnSummary {
  return {
    number: row.number,
    outcome: row.outcome as TurnOutcome,
    startedAt: row.started_at,
    durationMs: row.duration_ms,
    userId: idIn(segment, decodeText(row.user_id)),
    activityId: decodeText(row.activity_id),
    sentence: describeActivity(JSON.parse(bodyIn(segment, row.body)) as Activity),
    counts: turnCounts.parse(JSON.parse(row.counts)),
    lostUpdates: row.lost_updates,
    error: row.error === null ? null : (turnError.parse(JSON.parse(row.error)) satisfies TurnError),
    ...(row.erased_at !== null && row.case_number !== null && { erased: { at: row.erased_at, erasedBy: row.case_number } }),
  };
}
