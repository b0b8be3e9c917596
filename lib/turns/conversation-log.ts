import { db, empty, encodeText, join, type Sql, sql } from "@/lib/db";
import { bus } from "@/lib/live";
import type { Activity, LoggedActivity } from "@/lib/model";
import { activitiesOf, bodyIn, maxNumber, readSegments, type Segment } from "./segments";

/** A row to be appended; `clientActivityId` makes a repeated post recognisable. */
export type ActivityRow = { position: number; turn: number | null; isIncoming: boolean; activity: Activity; clientActivityId?: string };

export type StoredRow = { position: number; turn_number: number | null; is_incoming: boolean; body: string };

export function insertActivities(conversationId: string, rows: readonly ActivityRow[]): Sql {
  const values = rows.map(({ position, turn, isIncoming, activity, clientActivityId }) => {
    const client = clientActivityId === undefined ? null : encodeText(clientActivityId);
    const columns = [encodeText(conversationId), position, encodeText(activity.id), turn, isIncoming, encodeText(activity.type)];
    return sql`(${join([...columns, encodeText(activity.from.id), client, JSON.stringify(activity), activity.timestamp])})`;
  });
  return sql`INSERT INTO activity (conversation_id, position, id, turn_number, is_incoming, type, from_id, client_activity_id, body, created_at)
    VALUES ${join(values)}`;
}

/** Tells pages about rows that have been committed. */
export function announceActivities(conversationId: string, rows: readonly ActivityRow[]): void {
  const last = rows.at(-1);
  if (!last) return;
  const activities = rows.map(({ position, turn, activity }) => ({ position, turn, activity }));
  bus().publish({ type: "activities", conversationId, activities, watermark: last.position + 1 });
}

/** Activities from position `from` on, oldest first. */
export async function readActivitiesFrom(conversationId: string, from: number, limit: number): Promise<LoggedActivity[]> {
  const wanted = sql`position >= ${Math.min(from, maxNumber)} ORDER BY position LIMIT ${limit}`;
  return (await readLogged(conversationId, wanted)).slice(0, limit);
}

/** The newest activities before position `before`, oldest first. */
export async function readActivitiesBefore(conversationId: string, before: number, limit: number): Promise<LoggedActivity[]> {
  const wanted = sql`position < ${Math.min(before, maxNumber)} ORDER BY position DESC LIMIT ${limit}`;
  return (await readLogged(conversationId, wanted)).slice(-limit);
}

/** The same of what people in the chat are told: neither what inspectors get nor that somebody types. */
export async function readToldActivitiesBefore(conversationId: string, before: number, limit: number): Promise<LoggedActivity[]> {
  const wanted = sql`position < ${Math.min(before, maxNumber)} AND type NOT IN ('trace', 'typing') ORDER BY position DESC LIMIT ${limit}`;
  return (await readLogged(conversationId, wanted)).slice(-limit);
}

export async function readActivitiesOfTurns(conversationId: string, from: number, to: number): Promise<LoggedActivity[]> {
  return readLogged(conversationId, sql`turn_number >= ${from} AND turn_number <= ${to}`);
}

export async function readActivity(conversationId: string, activityId: string): Promise<Activity | null> {
  return (await findActivityRow(conversationId, activityId))?.activity ?? null;
}

export async function findActivityRow(conversationId: string, activityId: string): Promise<ActivityRow | null> {
  const [row] = await readRows(conversationId, sql`id = ${encodeText(activityId)}`);
  return row ?? null;
}

async function readLogged(conversationId: string, wanted: Sql): Promise<LoggedActivity[]> {
  return (await readRows(conversationId, wanted)).map(({ position, turn, activity }) => ({ position, turn, activity }));
}

/** What `wanted` (its own ORDER BY and LIMIT included) selects in each part of the log, oldest first. */
async function readRows(conversationId: string, wanted: Sql): Promise<ActivityRow[]> {
  const segments = await readSegments(conversationId);
  const found = await Promise.all(segments.map((segment) => readSegment(segment, wanted)));
  const nearest = new Map<number, ActivityRow>();
  for (const row of found.flat()) if (!nearest.has(row.position)) nearest.set(row.position, row);
  return [...nearest.values()].sort((one, other) => one.position - other.position);
}

/** What of a conversation's log others hold for it. */
export async function readHeldByOthers(conversationId: string): Promise<ActivityRow[]> {
  const rows = await readRows(conversationId, sql`1 = 1 ORDER BY position`);
  const [own] = await readSegments(conversationId);
  const held = new Set((await readSegment(own, sql`1 = 1`)).map(({ position }) => position));
  return rows.filter(({ position }) => !held.has(position));
}

async function readSegment(segment: Segment, wanted: Sql): Promise<ActivityRow[]> {
  const rows = await (await db()).query<StoredRow>(
    sql`SELECT position, turn_number, is_incoming, body FROM activity WHERE ${activitiesOf(segment)} AND ${wanted}`,
  );
  return rows.map((row) => toRow({ ...row, body: bodyIn(segment, row.body) }));
}

/** Among what was posted to this conversation: a fork does not know the posts that it shares. */
export async function findByClientActivityId(conversationId: string, clientActivityId: string): Promise<ActivityRow | null> {
  const rows = await (await db()).query<StoredRow>(sql`SELECT position, turn_number, is_incoming, body FROM activity
    WHERE conversation_id = ${encodeText(conversationId)} AND client_activity_id = ${encodeText(clientActivityId)}`);
  return rows[0] ? toRow(rows[0]) : null;
}

/** Where a conversation's log ends: what the next activity and the next turn will be numbered. */
export async function readLogEnd(
  conversationId: string,
): Promise<{ nextPosition: number; lastTurn: number; lastTimestamp: string | null }> {
  const [own, ...parents] = await readSegments(conversationId);
  const [turn] = await (await db()).query<{ number: number | null }>(
    sql`SELECT max(number) AS number FROM turn WHERE conversation_id = ${encodeText(conversationId)}`,
  );
  const ends = await Promise.all([own, ...parents].map((segment) => readEnd(segment)));
  const end = ends.flat().reduce<EndRow | null>((last, one) => (last && last.position > one.position ? last : one), null);
  return {
    nextPosition: end === null ? 0 : end.position + 1,
    lastTurn: turn?.number ?? own.afterTurn,
    lastTimestamp: end?.created_at ?? null,
  };
}

/** The position after the last activity of the turns up to `turn`. */
export async function readEndOfTurns(conversationId: string, turn: number): Promise<number> {
  const segments = await readSegments(conversationId);
  const ends = await Promise.all(segments.map((segment) => readEnd(segment, turn)));
  return Math.max(0, ...ends.flat().map(({ position }) => position + 1));
}

type EndRow = { position: number; created_at: string };

async function readEnd(segment: Segment, turn?: number): Promise<EndRow[]> {
  const upTo = turn === undefined ? empty : sql`AND turn_number <= ${turn}`;
  return (await db()).query<EndRow>(
    sql`SELECT position, created_at FROM activity WHERE ${activitiesOf(segment)} ${upTo} ORDER BY position DESC LIMIT 1`,
  );
}

export function toRow({ position, turn_number, is_incoming, body }: StoredRow): ActivityRow {
  return { position, turn: turn_number, isIncoming: is_incoming, activity: JSON.parse(body) as Activity };
}
