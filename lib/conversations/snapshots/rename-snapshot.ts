import { db, encodeText, sql } from "@/lib/db";
import type { SnapshotSummary } from "@/lib/model";
import { requireSnapshot, selectSnapshots, snapshotNotFound } from "./snapshot-row";

/** Renames a snapshot, and the file that it is exported as. Throws `snapshot_not_found`, and what `requireUsable` does. */
export async function renameSnapshot(id: string, name: string): Promise<SnapshotSummary> {
  const file = await requireSnapshot(id);
  await (await db()).execute(
    sql`UPDATE snapshot SET name = ${encodeText(name)}, body = ${JSON.stringify({ ...file, name })} WHERE id = ${encodeText(id)}`,
  );
  const [renamed] = await selectSnapshots(sql`id = ${encodeText(id)}`);
  if (!renamed) throw snapshotNotFound();
  return renamed;
}
