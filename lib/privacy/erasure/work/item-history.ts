import { db, decodeText, sql } from "@/lib/db";
import type { JsonValue } from "@/lib/model";
import type { Whose } from "../words/whose-leaf";
import type { Unattributed } from "./task";

/** One version of a property, as it is stored, and who wrote it. */
export type Version = {
  propertyId: string;
  seq: number;
  hash: string | null;
  value: JsonValue | undefined;
  by: Whose | undefined;
  reason: Unattributed["reason"];
};

type Row = {
  property_id: string;
  property: string;
  write_seq: number;
  hash: string | null;
  json: string | null;
  kind: string | null;
  user_id: string | null;
  channel_id: string | null;
};

/** Who speaks in a turn; the channel is null where the conversation is gone. */
type Speaker = { channelId: string | null; userId: string };

/** An item's versions by property, the oldest first. */
export async function readHistory(itemId: string, isOwn: (speaker: Speaker) => boolean): Promise<Map<string, Version[]>> {
  const rows = await (await db()).query<Row>(sql`SELECT version.property_id, version.property, version.write_seq, version.hash, value.json,
      state_write.kind, state_write.user_id, conversation.channel_id
    FROM property_version version
      LEFT JOIN property_value value ON value.item_id = version.item_id AND value.hash = version.hash
      LEFT JOIN state_write ON state_write.seq = version.write_seq
      LEFT JOIN conversation ON conversation.id = state_write.conversation_id
    WHERE version.item_id = ${itemId} ORDER BY version.write_seq`);
  const history = new Map<string, Version[]>();
  for (const row of rows) {
    const property = decodeText(row.property);
    history.set(property, [...(history.get(property) ?? []), toVersion(row, isOwn)]);
  }
  return history;
}

function toVersion(row: Row, isOwn: (speaker: Speaker) => boolean): Version {
  return {
    propertyId: row.property_id,
    seq: row.write_seq,
    hash: row.hash,
    value: row.json === null ? undefined : (JSON.parse(row.json) as JsonValue),
    by: row.kind === "turn" && row.user_id !== null ? (isOwn(toSpeaker(row.user_id, row.channel_id)) ? "own" : "other") : undefined,
    reason: row.kind === "late" ? "late" : row.kind === "fork" ? "import" : "hand",
  };
}

function toSpeaker(userId: string, channelId: string | null): Speaker {
  return { userId: decodeText(userId), channelId: channelId === null ? null : decodeText(channelId) };
}
