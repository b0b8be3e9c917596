import { db, inChunks, join, sql } from "@/lib/db";
import { listExportFiles, removeExport } from "./export-files";

/** At the start, when none is being made: deletes the files that no case of a person knows of, since a crash or a restored backup left them. */
export async function removeStrayExports(): Promise<void> {
  const rows = await (await db()).query<{ id: string; person_id: string | null }>(sql`SELECT privacy_export.id, privacy_request.person_id
    FROM privacy_export LEFT JOIN privacy_request ON privacy_request.number = privacy_export.number WHERE privacy_export.deleted_at IS NULL`);
  const known = new Set(rows.filter(({ person_id }) => person_id !== null).map(({ id }) => id));
  for (const id of await listExportFiles()) if (!known.has(id)) await removeExport(id);
  const gone = rows.filter(({ person_id }) => person_id === null).map(({ id }) => id);
  for (const chunk of inChunks(gone)) {
    await (await db()).execute(sql`UPDATE privacy_export SET deleted_at = ${new Date().toISOString()} WHERE id IN (${join([...chunk])})`);
  }
}
