import { db, decodeText, encodeText, sql } from "@/lib/db";
import type { MemberList } from "@/lib/model";
import { requireActiveConversation } from "../active-conversation";

type Row = { user_id: string; name: string; joined_at: string; left_at: string | null };

/** The people of a conversation in the order they joined, also those who have left. Throws `conversation_not_found`. */
export async function listAllMembers(conversationId: string): Promise<MemberList> {
  await requireActiveConversation(conversationId);
  const rows = await (await db()).query<Row>(sql`SELECT user_id, name, joined_at, left_at FROM member
    WHERE conversation_id = ${encodeText(conversationId)} ORDER BY position, user_id`);
  return {
    members: rows.map((row) => ({ id: decodeText(row.user_id), name: decodeText(row.name), joinedAt: row.joined_at, leftAt: row.left_at })),
  };
}
