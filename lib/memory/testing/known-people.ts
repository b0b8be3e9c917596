import { db, sql } from "@/lib/db";
import { factStatements, noteSeen } from "@/lib/facts";
import type { ItemScope, JsonObject } from "@/lib/model";

type Known = {
  userId: string;
  name?: string;
  channelId?: string;
  botId?: string;
  at?: string;
  data?: JsonObject;
  scope?: ItemScope;
  conversationId?: string;
};

let lastSeq = 0;

/** Somebody whom a bot met, and what it remembers of them, as state written at that time would be kept. */
export async function know({
  userId,
  name = userId,
  channelId = "emulator",
  botId = "guide",
  at = "2026-11-20T10:00:00.000Z",
  ...kept
}: Known) {
  const { data = {}, scope = "user", conversationId = null } = kept;
  const owner = { channelId, userId };
  const [seq, itemId, text] = [++lastSeq, `${botId}/${channelId}/${userId}/${scope}/${conversationId ?? ""}`, JSON.stringify(data)];
  const write = { itemId, botId, scope, owner: scope === "conversation" ? null : owner, before: null, after: text };
  await (await db()).transaction([
    ...noteSeen({ ...owner, name }, { botId, at }),
    sql`INSERT INTO store_item (id, bot_id, key, scope, channel_id, conversation_id, user_id, data, bytes, updated_at, writer, write_seq)
      VALUES (${itemId}, ${botId}, ${itemId}, ${scope}, ${channelId}, ${conversationId}, ${userId}, ${text}, ${text.length}, ${at}, '{}', ${seq})`,
    sql`INSERT INTO state_write (seq, bot_id, kind, after_turn, by, at) VALUES (${seq}, ${botId}, 'edit', 0, 'Tess', ${at})`,
    ...factStatements([write], { seq, at, person: owner }),
  ]);
}
