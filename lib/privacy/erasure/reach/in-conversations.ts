import { type Sql, sql } from "@/lib/db";

/** Items are indexed by conversation below their bot: from one bot the index is leapt through to the next. */
const everyBot = sql`WITH RECURSIVE bots(id) AS (
    SELECT min(bot_id) FROM store_item
    UNION ALL SELECT (SELECT min(bot_id) FROM store_item WHERE bot_id > bots.id) FROM bots WHERE bots.id IS NOT NULL)
  SELECT id FROM bots WHERE id IS NOT NULL`;

/** A condition on items, of whichever bot, that does not go through them all. */
export function inConversations(conversationIds: Sql): Sql {
  return sql`(bot_id IN (${everyBot}) AND conversation_id IN (${conversationIds}))`;
}
