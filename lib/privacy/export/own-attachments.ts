import { db, decodeText, encodeText, inChunks, join, sql } from "@/lib/db";
import type { OwnConversation } from "./own-conversations";
import type { ExportedAttachment } from "./person-data";

export type OwnFile = ExportedAttachment & { content: Buffer };

type Row = {
  id: string;
  conversation_id: string;
  user_id: string | null;
  name: string;
  content_type: string;
  bytes: number;
  original: string;
  created_at: string;
};

/** The files that a person sent, and those that a bot sent where nobody else was. */
export async function readOwnFiles(conversations: readonly OwnConversation[]): Promise<OwnFile[]> {
  const byId = new Map(conversations.map((one) => [one.id, one]));
  const rows = await Promise.all(inChunks([...byId.keys()]).map(selectUploads));
  return rows.flat().flatMap((row) => {
    const conversation = byId.get(decodeText(row.conversation_id));
    const sender = row.user_id === null ? null : decodeText(row.user_id);
    const isOwn = sender === null ? conversation?.others.length === 0 : conversation?.ownIds.has(sender);
    return isOwn ? [toFile(row, sender === null ? "the bot" : "you")] : [];
  });
}

async function selectUploads(conversationIds: readonly string[]): Promise<Row[]> {
  return (await db()).query<Row>(sql`SELECT id, conversation_id, user_id, name, content_type, bytes, original, created_at FROM upload
    WHERE conversation_id IN (${join(conversationIds.map(encodeText))}) ORDER BY created_at, id`);
}

function toFile(row: Row, sentBy: OwnFile["sentBy"]): OwnFile {
  const name = decodeText(row.name);
  return {
    file: `attachments/${row.id}-${safeName(name)}`,
    name,
    contentType: decodeText(row.content_type),
    bytes: row.bytes,
    at: row.created_at,
    conversation: decodeText(row.conversation_id),
    sentBy,
    content: Buffer.from(row.original, "base64"),
  };
}

/** What every system takes as the name of a file, and none as a path. */
function safeName(name: string): string {
  return (
    name
      .normalize("NFKD")
      .replace(/[^A-Za-z0-9._-]+/g, "_")
      .replace(/^\.+/, "")
      .slice(-80) || "file"
  );
}
