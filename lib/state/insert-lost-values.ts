import { encodeText, inChunks, join, type Sql, sql } from "@/lib/db";
import { bus } from "@/lib/live";
import { newLostValueId } from "@/lib/model";
import type { Loss } from "./settle-writes";

/** The write by which values are lost. */
export type LosingWrite = {
  botId: string;
  conversationId: string;
  writeSeq: number;
  turnNumber: number | null;
  isLate: boolean;
  isAsked: boolean;
};

/** The statements that keep what was lost, one row for each value. */
export function insertLostValues(losses: readonly Loss[], write: LosingWrite): Sql[] {
  const rows = losses.flatMap((loss) => loss.paths.map((path) => toRow(loss, path, write)));
  return inChunks(rows).map(
    (some) => sql`INSERT INTO lost_value (id, bot_id, conversation_id, write_seq, turn_number, is_late, item_id, key, scope, user_id, path,
      base_seq, lost_seq, is_asked) VALUES ${join(some)}`,
  );
}

/** Tells pages that what is known of lost values has changed. */
export function announceLostValues(conversationId: string): void {
  bus().publish({ type: "lost-values", conversationId });
}

function toRow({ itemId, key, scope, userId, baseSeq, lostSeq }: Loss, path: string, write: LosingWrite): Sql {
  const { botId, conversationId, writeSeq, turnNumber, isLate, isAsked } = write;
  const place = [encodeText(botId), encodeText(conversationId), writeSeq, turnNumber, isLate];
  const item = [itemId, encodeText(key), scope, userId === null ? null : encodeText(userId), encodeText(path)];
  return sql`(${join([newLostValueId(), ...place, ...item, baseSeq, lostSeq, isAsked])})`;
}
