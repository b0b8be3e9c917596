import { db, join, sql } from "@/lib/db";
import { removeExport } from "../../export/export-files";

/**
 * Files that were made for people who have been erased since, and for the person of this case, of whom a part may be kept. First the files: a row
 * without one is found again.
 */
export async function removeExports(number: string): Promise<void> {
  const rows = await (await db()).query<{ id: string }>(sql`SELECT privacy_export.id FROM privacy_export
    JOIN privacy_request ON privacy_request.number = privacy_export.number
    WHERE (privacy_request.person_id IS NULL
        OR privacy_request.person_id = (SELECT this.person_id FROM privacy_request this WHERE this.number = ${number})) AND privacy_export.deleted_at IS NULL`);
  if (rows.length === 0) return;
  const ids = rows.map(({ id }) => id);
  await Promise.all(ids.map(removeExport));
  await (await db()).execute(sql`UPDATE privacy_export SET deleted_at = ${new Date().toISOString()} WHERE id IN (${join(ids)})`);
}
