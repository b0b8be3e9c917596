import { db, encodeText, type Sql, sql } from "@/lib/db";
import type { TimelineMark } from "@/lib/model";
import { readSegments, turnsOf } from "./segments";

type MarkRow = { place: number; changed: number; failed: number; erased: number; lost: number; by_hand: number };

/** What happened along a whole conversation: one mark for each `turnsPerMark` turns in which something did, in order. */
export async function readTimelineMarks(conversationId: string, turnsPerMark: number): Promise<TimelineMark[]> {
  const place = (number: Sql) => sql`CAST((${number} - 1) / CAST(${turnsPerMark} AS INTEGER) AS INTEGER)`;
  const ofTurns = (await readSegments(conversationId)).map(
    (segment) => sql`SELECT ${place(sql`turn.number`)} AS place, sum(CASE WHEN counts <> '{}' THEN 1 ELSE 0 END) AS changed,
      sum(CASE WHEN outcome NOT IN ('completed', 'running', 'erased') THEN 1 ELSE 0 END) AS failed,
      sum(CASE WHEN outcome = 'erased' THEN 1 ELSE 0 END) AS erased,
      sum(CASE WHEN lost_updates > 0 THEN 1 ELSE 0 END) AS lost, 0 AS by_hand
      FROM turn WHERE ${turnsOf(segment)} GROUP BY 1`,
  );
  const byHand = sql`SELECT ${place(sql`CASE WHEN after_turn < 1 THEN 1 ELSE after_turn END`)} AS place, 0 AS changed, 0 AS failed, 0 AS erased,
    sum(CASE WHEN EXISTS (SELECT 1 FROM lost_value WHERE lost_value.write_seq = state_write.seq) THEN 1 ELSE 0 END) AS lost,
    count(*) AS by_hand FROM state_write WHERE conversation_id = ${encodeText(conversationId)} AND kind <> 'turn' GROUP BY 1`;
  const database = await db();
  const rows = await Promise.all([...ofTurns, byHand].map((query) => database.query<MarkRow>(query)));
  return toMarks(rows.flat(), turnsPerMark);
}

/** A mark may come out of several answers: where a fork was made, and where turns and writes by hand meet. */
function toMarks(rows: readonly MarkRow[], turnsPerMark: number): TimelineMark[] {
  const marks = new Map<number, TimelineMark>();
  for (const { place, changed, failed, erased, lost, by_hand } of rows) {
    const mark = marks.get(place) ?? { turn: place * turnsPerMark + 1, changed: 0, failed: 0, erased: 0, lost: 0, byHand: 0 };
    const counted = {
      changed: mark.changed + changed,
      failed: mark.failed + failed,
      erased: mark.erased + erased,
      lost: mark.lost + lost,
      byHand: mark.byHand + by_hand,
    };
    marks.set(place, { ...mark, ...counted });
  }
  const happened = [...marks.values()].filter(({ changed, failed, erased, byHand }) => changed + failed + erased + byHand > 0);
  return happened.sort((one, other) => one.turn - other.turn);
}
