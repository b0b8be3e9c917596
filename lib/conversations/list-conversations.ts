import { encodeText, sql } from "@/lib/db";
import type { ConversationSummary } from "@/lib/model";
import { selectConversations } from "./conversation-row";
import { notOf } from "./not-of";
import { afterCursor, formatCursor } from "./page-cursor";

export type ConversationPage = { conversations: ConversationSummary[]; cursor: string | null };

/** `without` are bots that whoever asks may not know of. */
export type ListRequest = { botId?: string; cursor?: string; without?: ReadonlySet<string> };

const pageSize = 100;

/** Newest activity first, 100 a page. Throws `invalid_cursor`. */
export async function listConversations({ botId, cursor, without }: ListRequest = {}): Promise<ConversationPage> {
  const ofBot = botId === undefined ? sql`1 = 1` : sql`bot_id = ${encodeText(botId)}`;
  const after = afterCursor(sql`last_activity_at`, cursor);
  const conversations = await selectConversations(
    sql`${ofBot} AND ${notOf(without)} AND ${after} ORDER BY last_activity_at DESC, id DESC LIMIT ${pageSize + 1}`,
  );
  const page = conversations.slice(0, pageSize);
  const last = page.at(-1);
  const isMore = conversations.length > pageSize && last;
  return { conversations: page, cursor: isMore ? formatCursor(last.lastActivityAt, last.conversationId) : null };
}
