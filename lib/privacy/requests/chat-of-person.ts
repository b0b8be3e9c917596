import { db, decodeText, encodeText, type Sql, sql } from "@/lib/db";
import { HarnessError, type PrivacyCase } from "@/lib/model";

export type Chat = { conversationId: string; user: { id: string; name: string } };

/**
 * A conversation in which the person is alone with a bot: what is said in others is heard by others. Their newest one, or the one that is
 * asked for. Throws `case_without_chat`.
 */
export async function requireChat({ personId }: PrivacyCase, conversationId: string | undefined): Promise<Chat> {
  const isAsked: Sql = conversationId === undefined ? sql`1 = 1` : sql`conversation.id = ${encodeText(conversationId)}`;
  const [row] = await (await db()).query<{
    id: string;
    user_id: string;
    name: string;
  }>(sql`SELECT conversation.id, member.user_id, member.name
    FROM identity JOIN member ON member.user_id = identity.user_id
      JOIN conversation ON conversation.id = member.conversation_id AND conversation.channel_id = identity.channel_id
    WHERE identity.person_id = ${personId ?? ""} AND member.left_at IS NULL AND conversation.is_read_only = ${false}
      AND conversation.forked_from_id IS NULL AND ${isAsked}
      AND (SELECT count(*) FROM member everyone WHERE everyone.conversation_id = conversation.id AND everyone.left_at IS NULL) = 1
    ORDER BY conversation.last_activity_at DESC, conversation.id LIMIT 1`);
  if (row) return { conversationId: decodeText(row.id), user: { id: decodeText(row.user_id), name: decodeText(row.name) } };
  throw new HarnessError(
    "case_without_chat",
    "There is no conversation in which this person is alone with a bot, so no code can be sent. Say how you know who they are instead.",
  );
}
