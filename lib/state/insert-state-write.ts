import { encodeText, type Sql, sql } from "@/lib/db";
import type { HandWrite } from "@/lib/model";

/** Whose state was written; a bot's late write may name no conversation and no person. */
type WritePlace = { botId: string; conversationId: string | null; userId: string | null };

/** The row of a state write: what stands on the timeline. */
export function insertStateWrite(
  { botId, conversationId, userId }: WritePlace,
  { seq, kind, at, by, afterTurn, counts }: Omit<HandWrite, "kind"> & { kind: HandWrite["kind"] | "turn" },
): Sql {
  const [conversation, user] = [conversationId, userId].map((id) => (id === null ? null : encodeText(id)));
  return sql`INSERT INTO state_write (seq, bot_id, kind, conversation_id, user_id, after_turn, by, at, counts)
    VALUES (${seq}, ${encodeText(botId)}, ${kind}, ${conversation}, ${user}, ${afterTurn}, ${encodeText(by)}, ${at}, ${JSON.stringify(counts)})`;
}
