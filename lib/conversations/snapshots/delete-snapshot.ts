import { db, encodeText, sql } from "@/lib/db";
import type { SnapshotSummary } from "@/lib/model";
import { requireSnapshot, selectSnapshots, snapshotNotFound } from "./snapshot-row";

/** Answers what was deleted. Personas that began with it begin with nothing from now on. Throws `snapshot_not_found`, and what `requireUsable` does. */
export async function deleteSnapshot(id: string): Promise<SnapshotSummary> {
  await requireSnapshot(id);
  const [snapshot] = await selectSnapshots(sql`id = ${encodeText(id)}`);
  if (!snapshot) throw snapshotNotFound();
  await (await db()).transaction([
    sql`UPDATE persona SET snapshot_id = NULL WHERE snapshot_id = ${encodeText(id)}`,
    sql`DELETE FROM snapshot WHERE id = ${encodeText(id)}`,
  ]);
  return snapshot;
}
