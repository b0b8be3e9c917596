import { db, encodeText, type Sql, sql } from "@/lib/db";
import { ownAddress } from "@/lib/env";
import { HarnessError, maxAttachmentBytes, maxAttachments, randomText } from "@/lib/model";

export type UploadedFile = { name: string; contentType: string; bytes: Uint8Array; thumbnail?: Uint8Array };
/** `userId` is null for the bot; `at` is now, if not given. */
type Owner = { botId: string; conversationId: string; userId: string | null; at?: string };
/** Where a file is fetched; whoever knows the address may. */
export type StoredUpload = { id: string; name: string; contentType: string; contentUrl: string };

/** Keeps files that were sent by themselves. Throws `body_too_large` or, for too many, `invalid_request`; then none is kept. */
export async function storeUploads(owner: Owner, files: readonly UploadedFile[]): Promise<StoredUpload[]> {
  if (files.length > maxAttachments) throw new HarnessError("invalid_request", `At most ${maxAttachments} files may be sent at once.`);
  if (files.some(({ bytes, thumbnail }) => Math.max(bytes.length, thumbnail?.length ?? 0) > maxAttachmentBytes)) {
    throw new HarnessError("body_too_large", "A file is larger than 4 MiB. Send a smaller one.");
  }
  // 130 random bits: they are all that guards a file.
  const stored = files.map((file) => ({ id: `f-${randomText(26)}`, file }));
  await (await db()).transaction(stored.map(({ id, file }) => insertUpload(id, owner, file)));
  return stored.map(({ id, file: { name, contentType } }) => ({ id, name, contentType, contentUrl: uploadUrl(id) }));
}

function uploadUrl(id: string): string {
  return `${ownAddress()}/v3/attachments/${id}/views/original`;
}

function insertUpload(
  id: string,
  { botId, conversationId, userId, at = new Date().toISOString() }: Owner,
  { name, contentType, bytes, thumbnail }: UploadedFile,
): Sql {
  const user = userId === null ? null : encodeText(userId);
  const small = thumbnail ? toBase64(thumbnail) : null;
  return sql`INSERT INTO upload (id, bot_id, conversation_id, user_id, name, content_type, bytes, original, thumbnail, created_at)
    VALUES (${id}, ${encodeText(botId)}, ${encodeText(conversationId)}, ${user}, ${encodeText(name)}, ${encodeText(contentType)},
      ${bytes.length}, ${toBase64(bytes)}, ${small}, ${at})`;
}

function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64");
}
