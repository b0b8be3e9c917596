import { db, decodeText, encodeText, inChunks, join, sql } from "@/lib/db";
import { type HideOthers, hideOthers } from "./hide-others";
import type { OwnConversation } from "./own-conversations";
import type { ExportedAttachment, ExportedConversation } from "./person-data";

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

/** The files that a person sent, those that a bot sent where nobody else was, and those to which something leads of what they may have (`said`). */
export async function readOwnFiles(conversations: readonly OwnConversation[], said: readonly ExportedConversation[]): Promise<OwnFile[]> {
  const linked = linkedIn(said);
  const byId = new Map(conversations.map((one) => [one.id, one]));
  const rows = await Promise.all(inChunks([...byId.keys()]).map(selectUploads));
  return rows.flat().flatMap((row) => {
    const conversation = byId.get(decodeText(row.conversation_id));
    const sender = row.user_id === null ? null : decodeText(row.user_id);
    if (!conversation) return [];
    const isOwn = sender === null ? conversation.others.length === 0 || linked.has(row.id) : conversation.ownIds.has(sender);
    return isOwn ? [toFile(row, sender === null ? { sentBy: "the bot", hide: hideOthers(conversation.others) } : { sentBy: "you" })] : [];
  });
}

/** The ids of files whose addresses stand in activities that are not withheld. */
function linkedIn(said: readonly ExportedConversation[]): Set<string> {
  const shown = said.flatMap(({ activities }) => activities.map(({ activity }) => JSON.stringify(activity ?? null)));
  return new Set(shown.flatMap((text) => [...text.matchAll(/\/attachments\/([^/"?\\]+)/g)].map(([, id]) => id ?? "")));
}

async function selectUploads(conversationIds: readonly string[]): Promise<Row[]> {
  return (await db()).query<Row>(sql`SELECT id, conversation_id, user_id, name, content_type, bytes, original, created_at FROM upload
    WHERE conversation_id IN (${join(conversationIds.map(encodeText))}) ORDER BY created_at, id`);
}

type Sender = { sentBy: OwnFile["sentBy"]; hide?: HideOthers };

function toFile(row: Row, { sentBy, hide = (name) => name }: Sender): OwnFile {
  const name = hide(decodeText(row.name));
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
