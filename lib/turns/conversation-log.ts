import { db, encodeText, join, type Sql, sql } from "@/lib/db";
import { bus } from "@/lib/live";
import type { Activity, LoggedActivity } from "@/lib/model";

/** A row to be appended; `clientActivityId` makes a repeated post recognisable. */
export type ActivityRow = { position: number; turn: number | null; isIncoming: boolean; activity: Activity; clientActivityId?: string };

/** Positions are 32-bit in PostgreSQL, which refuses to compare them with more. */
const maxPosition = 2 ** 31 - 1;

type StoredRow = { position: number; turn_number: number | null; body: string };

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
  const rows = await (await db()).query<StoredRow>(sql`SELECT position, turn_number, body FROM activity
    WHERE conversation_id = ${encodeText(conversationId)} AND position >= ${Math.min(from, maxPosition)} ORDER BY position LIMIT ${limit}`);
  return rows.map(toLoggedActivity);
}

/** The newest activities before position `before`, oldest first. */
export async function readActivitiesBefore(conversationId: string, before: number, limit: number): Promise<LoggedActivity[]> {
  const rows = await (await db()).query<StoredRow>(sql`SELECT position, turn_number, body FROM activity
    WHERE conversation_id = ${encodeText(conversationId)} AND position < ${Math.min(before, maxPosition)} ORDER BY position DESC LIMIT ${limit}`);
  return rows.reverse().map(toLoggedActivity);
}

export async function readActivitiesOfTurns(conversationId: string, from: number, to: number): Promise<LoggedActivity[]> {
  const rows = await (await db()).query<StoredRow>(sql`SELECT position, turn_number, body FROM activity
    WHERE conversation_id = ${encodeText(conversationId)} AND turn_number >= ${from} AND turn_number <= ${to} ORDER BY position`);
  return rows.map(toLoggedActivity);
}

export async function findByClientActivityId(conversationId: string, clientActivityId: string): Promise<LoggedActivity | null> {
  const rows = await (await db()).query<StoredRow>(sql`SELECT position, turn_number, body FROM activity
    WHERE conversation_id = ${encodeText(conversationId)} AND client_activity_id = ${encodeText(clientActivityId)}`);
  return rows[0] ? toLoggedActivity(rows[0]) : null;
}

/** Replaces an activity in place (an update by the bot); false when there is no such activity. */
export async function replaceActivity(conversationId: string, activity: Activity): Promise<boolean> {
  const key = sql`conversation_id = ${encodeText(conversationId)} AND id = ${encodeText(activity.id)}`;
  const count = await (await db()).execute(
    sql`UPDATE activity SET type = ${encodeText(activity.type)}, body = ${JSON.stringify(activity)} WHERE ${key}`,
  );
  if (count === 0) return false;
  const rows = await (await db()).query<StoredRow>(sql`SELECT position, turn_number, body FROM activity WHERE ${key}`);
  bus().publish({ type: "activities", conversationId, activities: rows.map(toLoggedActivity), watermark: 0 });
  return true;
}

export async function readActivity(conversationId: string, activityId: string): Promise<Activity | null> {
  const rows = await (await db()).query<StoredRow>(sql`SELECT position, turn_number, body FROM activity
    WHERE conversation_id = ${encodeText(conversationId)} AND id = ${encodeText(activityId)}`);
  return rows[0] ? toLoggedActivity(rows[0]).activity : null;
}

/** Where a conversation's log ends: what the next activity and the next turn will be numbered. */
export async function readLogEnd(
  conversationId: string,
): Promise<{ nextPosition: number; lastTurn: number; lastTimestamp: string | null }> {
  const id = encodeText(conversationId);
  const rows = await (await db()).query<{ position: number | null; turn: number | null; at: string | null }>(sql`SELECT
    (SELECT max(position) FROM activity WHERE conversation_id = ${id}) AS position,
    (SELECT max(number) FROM turn WHERE conversation_id = ${id}) AS turn,
    (SELECT created_at FROM activity WHERE conversation_id = ${id} ORDER BY position DESC LIMIT 1) AS at`);
  const [end] = rows;
  return { nextPosition: end?.position == null ? 0 : end.position + 1, lastTurn: end?.turn ?? 0, lastTimestamp: end?.at ?? null };
}

function toLoggedActivity(row: StoredRow): LoggedActivity {
  return { position: row.position, turn: row.turn_number, activity: JSON.parse(row.body) as Activity };
}
