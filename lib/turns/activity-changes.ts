import { db, decodeText, encodeText, type Sql, sql } from "@/lib/db";
import { processSingleton } from "@/lib/env";

/** Ids of activities that were changed or taken back, in the order of their changes, and how many changes there have been. */
export type ChangesSince = { activityIds: string[]; changes: number };

/**
 * What changed after change number `since` of what stands before position `before`; of several changes of one activity the latest counts.
 * What stands behind it is read as it is now.
 */
export async function readChangesSince(
  conversationId: string,
  { since, before }: { since: number; before: number },
): Promise<ChangesSince> {
  const rows = await (await db()).query<{ activity_id: string; change: number; position: number }>(
    sql`SELECT activity_id, change, position FROM activity_change
      WHERE conversation_id = ${encodeText(conversationId)} AND change > ${since} ORDER BY change`,
  );
  const unseen = rows.filter(({ position }) => position < before);
  return { activityIds: unseen.map((row) => decodeText(row.activity_id)), changes: rows.at(-1)?.change ?? since };
}

/** Changes of a conversation are committed one after another, so that who has seen one has seen all before it. */
export function upsertChange(conversationId: string, activityId: string, position: number): Sql {
  const id = encodeText(conversationId);
  return sql`INSERT INTO activity_change (conversation_id, activity_id, change, position)
    SELECT CAST(${id} AS TEXT), CAST(${encodeText(activityId)} AS TEXT), COALESCE(max(change), 0) + 1, CAST(${position} AS INTEGER)
    FROM activity_change WHERE conversation_id = ${id}
    ON CONFLICT (conversation_id, activity_id) DO UPDATE SET change = excluded.change`;
}

const running = () => processSingleton("activity-changes", () => new Map<string, Promise<unknown>>());

/** Does `work` after what was asked before for the conversation, whatever became of that. */
export function inOrderOfChanges<T>(conversationId: string, work: () => Promise<T>): Promise<T> {
  const done = (running().get(conversationId) ?? Promise.resolve()).then(work, work);
  running().set(conversationId, done);
  const forget = () => void (running().get(conversationId) === done && running().delete(conversationId));
  done.then(forget, forget);
  return done;
}
