import { db, decodeText, encodeText, sql } from "@/lib/db";
import type { JsonObject } from "@/lib/model";
import { dataOf } from "./store-item";

/** An item with whose it is. */
export type OwnedItem = { key: string; data: JsonObject; conversationId: string | null; userId: string | null; updatedAt: string };

/** The keys of everything of one person that a bot has stored on a channel: their user state, and their private state of each conversation. */
export async function listKeysOfUser(of: { botId: string; channelId: string; userId: string }): Promise<string[]> {
  const rows = await (await db()).query<{ key: string }>(sql`SELECT key FROM store_item
    WHERE bot_id = ${encodeText(of.botId)} AND channel_id = ${encodeText(of.channelId)} AND user_id = ${encodeText(of.userId)}
      AND scope IN ('user', 'private') AND data IS NOT NULL ORDER BY id`);
  return rows.map(({ key }) => decodeText(key));
}

type Row = { id: string; key: string; data: string; conversation_id: string | null; user_id: string | null; updated_at: string };
type Page = { items: OwnedItem[]; cursor: string | null };

/** What a bot has stored on a channel, in pages; `cursor` is null after the last one. */
export async function pageOwnedItems(of: { botId: string; channelId: string; after: string | null; limit: number }): Promise<Page> {
  const rows = await (await db()).query<Row>(sql`SELECT id, key, data, conversation_id, user_id, updated_at FROM store_item
    WHERE bot_id = ${encodeText(of.botId)} AND channel_id = ${encodeText(of.channelId)} AND scope IN ('user', 'conversation', 'private')
      AND data IS NOT NULL AND id > ${of.after ?? ""} ORDER BY id LIMIT ${of.limit + 1}`);
  const page = rows.slice(0, of.limit);
  return { items: page.map(toOwnedItem), cursor: rows.length > of.limit ? (page.at(-1)?.id ?? null) : null };
}

function toOwnedItem({ key, data, conversation_id, user_id, updated_at: updatedAt }: Row): OwnedItem {
  const [conversationId, userId] = [conversation_id, user_id].map((id) => (id === null ? null : decodeText(id)));
  return { key: decodeText(key), data: dataOf({ text: data }), conversationId: conversationId ?? null, userId: userId ?? null, updatedAt };
}
