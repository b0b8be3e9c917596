import { db, decodeText, inChunks, join, type Sql, sql } from "@/lib/db";
import type { ItemScope } from "@/lib/model";

/** A row of `store_item`, as far as an erasure asks. */
export type StoredItem = {
  id: string;
  botId: string;
  scope: ItemScope | "unclassified";
  channelId: string | null;
  conversationId: string | null;
  userId: string | null;
  data: string | null;
  bytes: number;
  writer: string;
  writeSeq: number;
};

type Row = Record<"id" | "bot_id" | "scope" | "writer", string> &
  Record<"channel_id" | "conversation_id" | "user_id" | "data", string | null> &
  Record<"bytes" | "write_seq", number>;

export async function selectItems(where: Sql): Promise<StoredItem[]> {
  const rows = await (await db()).query<Row>(
    sql`SELECT id, bot_id, scope, channel_id, conversation_id, user_id, data, bytes, writer, write_seq FROM store_item WHERE ${where}`,
  );
  return rows.map(toItem);
}

export async function readItems(ids: readonly string[]): Promise<StoredItem[]> {
  const found: StoredItem[] = [];
  for (const chunk of inChunks(ids)) found.push(...(await selectItems(sql`id IN (${join(chunk)})`)));
  return found;
}

function toItem({ id, bot_id, scope, channel_id, conversation_id, user_id, data, bytes, writer, write_seq }: Row): StoredItem {
  const decoded = (text: string | null) => (text === null ? null : decodeText(text));
  return {
    id,
    botId: decodeText(bot_id),
    scope: scope as StoredItem["scope"],
    channelId: decoded(channel_id),
    conversationId: decoded(conversation_id),
    userId: decoded(user_id),
    data,
    bytes,
    writer,
    writeSeq: write_seq,
  };
}
