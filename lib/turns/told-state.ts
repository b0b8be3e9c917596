import { db, encodeText, inChunks, join, type Sql, sql } from "@/lib/db";
import { type BotCopy, type LoggedActivity, toldSource } from "@/lib/model";
import { type ActivityRow, insertActivities, type StoredRow, toRow } from "./conversation-log";
import { bodyIn, maxNumber, readSegments, type Segment } from "./segments";

type Source = BotCopy["source"];
const types: Record<Source, string> = { inspection: "trace", debug: "event" };

/** Statements that append rows to a log, however many they are. */
export function appendActivities(conversationId: string, rows: readonly ActivityRow[]): Sql[] {
  return [...inChunks(rows).map((chunk) => insertActivities(conversationId, chunk)), ...insertToldState(conversationId, rows)];
}

/** Where a bot's state is told, so that the last place is found in a log of any length. */
export function insertToldState(conversationId: string, rows: readonly ActivityRow[]): Sql[] {
  const told = rows.flatMap(({ position, activity }) => {
    const source = toldSource(activity);
    return source === null ? [] : [sql`(${encodeText(conversationId)}, ${source}, ${position})`];
  });
  return inChunks(told).map(
    (chunk) => sql`INSERT INTO told_state (conversation_id, source, position) VALUES ${join(chunk)} ON CONFLICT DO NOTHING`,
  );
}

/** The last trace and the last event that tell a bot's state, newest first; until the end of a turn, if one is given. */
export async function readTellingActivities(conversationId: string, untilTurn: number | null): Promise<LoggedActivity[]> {
  const segments = await readSegments(conversationId);
  const places = segments.flatMap((segment) => (Object.keys(types) as Source[]).map((source) => ({ segment, source })));
  const found = await Promise.all(places.map(({ segment, source }) => readLast(segment, source, untilTurn ?? maxNumber)));
  return found.flat().sort((one, other) => other.position - one.position);
}

async function readLast(segment: Segment, source: Source, untilTurn: number): Promise<LoggedActivity[]> {
  // What belongs to no turn is the past of nobody's moment, and is not shared with forks.
  const turns = Math.min(untilTurn, segment.untilTurn);
  const inTurn = turns === maxNumber ? sql`1 = 1` : sql`activity.turn_number <= ${turns}`;
  const rows = await (await db()).query<StoredRow>(sql`SELECT activity.position, turn_number, is_incoming, body
    FROM told_state JOIN activity ON activity.conversation_id = told_state.conversation_id AND activity.position = told_state.position
    WHERE told_state.conversation_id = ${encodeText(segment.heldBy)} AND source = ${source} AND told_state.position < ${segment.endPosition}
      AND activity.type = ${types[source]} AND ${inTurn}
    ORDER BY told_state.position DESC LIMIT 1`);
  return rows.map((row) => {
    const { position, turn, activity } = toRow({ ...row, body: bodyIn(segment, row.body) });
    return { position, turn, activity };
  });
}
