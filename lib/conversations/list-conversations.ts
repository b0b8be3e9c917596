import * as z from "zod";
import { encodeText, sql } from "@/lib/db";
import { type ConversationSummary, HarnessError } from "@/lib/model";
import { selectConversations } from "./conversation-row";

export type ConversationPage = { conversations: ConversationSummary[]; cursor: string | null };

const pageSize = 100;
const cursorShape = z.tuple([z.string(), z.string()]);

/** Newest activity first, 100 a page. Throws `invalid_cursor`. */
export async function listConversations({ botId, cursor }: { botId?: string; cursor?: string } = {}): Promise<ConversationPage> {
  const ofBot = botId === undefined ? sql`1 = 1` : sql`bot_id = ${encodeText(botId)}`;
  const after = cursor === undefined ? sql`1 = 1` : afterCursor(cursor);
  const conversations = await selectConversations(sql`${ofBot} AND ${after} ORDER BY last_activity_at DESC, id DESC LIMIT ${pageSize + 1}`);
  const page = conversations.slice(0, pageSize);
  const last = page.at(-1);
  return { conversations: page, cursor: conversations.length > pageSize && last ? formatCursor(last) : null };
}

function afterCursor(cursor: string) {
  const [at, id] = parseCursor(cursor);
  return sql`(last_activity_at < ${at} OR (last_activity_at = ${at} AND id < ${id}))`;
}

function formatCursor({ lastActivityAt, conversationId }: ConversationSummary): string {
  return Buffer.from(JSON.stringify([lastActivityAt, encodeText(conversationId)])).toString("base64url");
}

function parseCursor(cursor: string): [string, string] {
  try {
    return cursorShape.parse(JSON.parse(Buffer.from(cursor, "base64url").toString()));
  } catch (cause) {
    throw new HarnessError("invalid_cursor", "This cursor was not made by us. Leave it out to start from the first page.", { cause });
  }
}
