import { commitAudited } from "@/lib/audit";
import { db, inChunks, join, type Sql, sql } from "@/lib/db";
import { type Caller, HarnessError } from "@/lib/model";
import { requireRequest } from "../requests/case-row";
import { readExportFile, removeExport } from "./export-files";
import { selectExports } from "./list-exports";

/** The file of a case, to be handed to the person; that it was fetched, and by whom, goes on record first. Throws `export_not_found`. */
export async function fetchExport(number: string, id: string, caller: Caller): Promise<Uint8Array<ArrayBuffer>> {
  const found = await requireRequest(number);
  const [known] = await selectExports(sql`id = ${id} AND number = ${number}`);
  const bytes = known && known.url !== null ? await readExportFile(known.id) : null;
  if (!known || bytes === null) {
    throw new HarnessError("export_not_found", "There is no such file, or its seven days are over. Make another one.");
  }
  await commitAudited(
    [
      {
        caller,
        action: "export.downloaded",
        subjects: found.subjects,
        caseNumber: number,
        purpose: "request",
        counts: { bytes: bytes.length },
      },
    ],
    [sql`UPDATE privacy_export SET downloads = downloads + 1 WHERE id = ${id}`],
  );
  return new Uint8Array(bytes);
}

/** Deletes the files whose time is over, then says so; a file that cannot be deleted is tried again. Answers how many. */
export async function deleteExpiredExports(now = new Date()): Promise<number> {
  return deleteExports(sql`expires_at <= ${now.toISOString()}`);
}

/** Deletes the files of a case at once, as when its person is erased. */
export async function deleteExportsOf(number: string): Promise<number> {
  return deleteExports(sql`number = ${number}`);
}

async function deleteExports(which: Sql): Promise<number> {
  const rows = await (await db()).query<{ id: string }>(sql`SELECT id FROM privacy_export WHERE deleted_at IS NULL AND ${which}`);
  const ids = rows.map(({ id }) => id);
  for (const id of ids) await removeExport(id);
  for (const chunk of inChunks(ids)) {
    await (await db()).execute(sql`UPDATE privacy_export SET deleted_at = ${new Date().toISOString()} WHERE id IN (${join(chunk)})`);
  }
  return ids.length;
}
