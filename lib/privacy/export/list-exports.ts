import { db, decodeText, type Sql, sql } from "@/lib/db";
import { type CaseExport, exportKinds } from "@/lib/model";

type Row = {
  id: string;
  number: string;
  kind: string;
  bytes: number;
  hash: string;
  made_by: string;
  made_at: string;
  expires_at: string;
  downloads: number;
  deleted_at: string | null;
};

/** The files that were made for a case, the newest first; those that are gone have no link. */
export function listExports(number: string): Promise<CaseExport[]> {
  return selectExports(sql`number = ${number} ORDER BY made_at DESC, id`);
}

export async function selectExports(where: Sql, now = new Date()): Promise<CaseExport[]> {
  const rows = await (await db()).query<Row>(sql`SELECT * FROM privacy_export WHERE ${where}`);
  return rows.map((row) => ({
    id: row.id,
    kind: exportKinds.find((kind) => kind === row.kind) ?? "access",
    url: row.deleted_at !== null || row.expires_at <= now.toISOString() ? null : `/api/privacy/requests/${row.number}/export/${row.id}`,
    bytes: row.bytes,
    hash: row.hash,
    madeAt: row.made_at,
    madeBy: decodeText(row.made_by),
    expiresAt: row.expires_at,
    downloads: row.downloads,
  }));
}
