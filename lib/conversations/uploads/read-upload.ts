import { db, decodeText, sql } from "@/lib/db";
import { HarnessError } from "@/lib/model";

type UploadRow = { name: string; content_type: string; bytes: number; thumbnail_length: number | null };
type ViewRow = { name: string; content_type: string; view: string | null };

/** What the Connector API tells of an attachment (protocols 2.2). */
export type UploadInfo = { name: string; type: string; views: { viewId: string; size: number }[] };

/** Throws `upload_not_found`. */
export async function requireUploadInfo(id: string): Promise<UploadInfo> {
  const [row] = await (await db()).query<UploadRow>(
    sql`SELECT name, content_type, bytes, length(thumbnail) AS thumbnail_length FROM upload WHERE id = ${id}`,
  );
  if (!row) throw uploadNotFound();
  const views = [{ viewId: "original", size: row.bytes }];
  // Base64 takes four characters for three bytes.
  if (row.thumbnail_length !== null) views.push({ viewId: "thumbnail", size: Math.floor((Number(row.thumbnail_length) * 3) / 4) });
  return { name: decodeText(row.name), type: decodeText(row.content_type), views };
}

export type UploadView = { name: string; contentType: string; bytes: Buffer };

/** Throws `upload_not_found`, also for a view that this file has not. */
export async function requireUploadView(id: string, viewId: string): Promise<UploadView> {
  if (viewId !== "original" && viewId !== "thumbnail") throw uploadNotFound();
  const view = viewId === "original" ? sql`original` : sql`thumbnail`;
  const [row] = await (await db()).query<ViewRow>(sql`SELECT name, content_type, ${view} AS view FROM upload WHERE id = ${id}`);
  if (!row || row.view === null) throw uploadNotFound();
  return { name: decodeText(row.name), contentType: decodeText(row.content_type), bytes: Buffer.from(row.view, "base64") };
}

function uploadNotFound(): HarnessError {
  return new HarnessError("upload_not_found", "There is no such file. It may have been erased with its conversation.");
}
