import { db, decodeText, encodeText, sql } from "@/lib/db";
import { bus } from "@/lib/live";
import type { Activity } from "@/lib/model";
import { inOrderOfChanges, upsertChange } from "./activity-changes";
import { type ActivityRow, findActivityRow, insertActivities } from "./conversation-log";
import { insertToldState } from "./told-state";

/** Replaces an activity in place (an update by the bot); false when there is no such activity. Forks keep it as it was. */
export function replaceActivity(conversationId: string, activity: Activity): Promise<boolean> {
  return inOrderOfChanges(conversationId, () => replace(conversationId, activity));
}

async function replace(conversationId: string, activity: Activity): Promise<boolean> {
  const row = await findActivityRow(conversationId, activity.id);
  if (!row) return false;
  const changed = { ...row, activity };
  const kept = await Promise.all((await listForksThatShare(conversationId, row)).map((fork) => keepAsItWas(fork, activity.id)));
  await (await db()).transaction([
    ...kept.flat(),
    sql`${insertActivities(conversationId, [changed])} ON CONFLICT (conversation_id, id) DO UPDATE SET type = excluded.type, body = excluded.body`,
    ...insertToldState(conversationId, [changed]),
    upsertChange(conversationId, activity.id, row.position),
  ]);
  const { position, turn } = row;
  bus().publish({ type: "activities", conversationId, activities: [{ position, turn, activity }], watermark: 0 });
  return true;
}

/** Made from this conversation after that activity. */
async function listForksThatShare(conversationId: string, { position, turn }: ActivityRow): Promise<string[]> {
  if (turn === null) return [];
  const rows = await (await db()).query<{ id: string }>(sql`SELECT id FROM conversation
    WHERE forked_from_id = ${encodeText(conversationId)} AND forked_at_position > ${position} AND forked_at_turn >= ${turn}`);
  return rows.map(({ id }) => decodeText(id));
}

/** From now on the fork has a row of its own for what it shared. */
async function keepAsItWas(forkId: string, activityId: string) {
  const row = await findActivityRow(forkId, activityId);
  if (!row) return [];
  return [sql`${insertActivities(forkId, [row])} ON CONFLICT (conversation_id, id) DO NOTHING`, ...insertToldState(forkId, [row])];
}
