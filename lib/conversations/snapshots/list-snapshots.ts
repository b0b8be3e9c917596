import { encodeText, sql } from "@/lib/db";
import type { SnapshotSummary } from "@/lib/model";
import type { ListRequest } from "../list-conversations";
import { notOf } from "../not-of";
import { afterCursor, formatCursor } from "../page-cursor";
import { selectSnapshots } from "./snapshot-row";

const pageSize = 100;

/** The newest first, 100 a page. Throws `invalid_cursor`. */
export async function listSnapshots({ botId, cursor, without }: ListRequest = {}): Promise<{
  snapshots: SnapshotSummary[];
  cursor: string | null;
}> {
  const ofBot = botId === undefined ? sql`1 = 1` : sql`bot_id = ${encodeText(botId)}`;
  const after = afterCursor(sql`created_at`, cursor);
  const found = await selectSnapshots(
    sql`${ofBot} AND ${notOf(without)} AND ${after} ORDER BY created_at DESC, id DESC LIMIT ${pageSize + 1}`,
  );
  const snapshots = found.slice(0, pageSize);
  const last = snapshots.at(-1);
  return { snapshots, cursor: found.length > pageSize && last ? formatCursor(last.createdAt, last.id) : null };
}
