import { db, encodeText, sql } from "@/lib/db";
import { type KeptTurnRecord, keptTurnRecord } from "@/lib/model";

/** A turn that used the bot's storage: where it stands among state writes, and what it asked for. */
export type RecordedTurn = {
  conversationId: string;
  seq: number;
  keys: ReadonlySet<string>;
  scopes: ReadonlySet<string>;
  /** Writes that were refused because of an eTag. */
  conflicts: number;
};

const conversationsLookedAt = 60;
const turnsLookedAt = 200;
/** A record of this many characters says nothing about reads that others do not. */
const longestRecord = 200_000;

type Row = { conversation_id: string; state_seq: number; body: string };

/** What the recorder saw in the latest turns of a bot, newest first. */
export async function readRecentTurns(botId: string): Promise<RecordedTurn[]> {
  const rows = await (await db()).aside<Row>(sql`SELECT turn.conversation_id, turn.state_seq, turn_record.body
    FROM turn JOIN turn_record ON turn_record.conversation_id = turn.conversation_id AND turn_record.number = turn.number
    WHERE turn.conversation_id IN (SELECT id FROM conversation WHERE bot_id = ${encodeText(botId)} AND NOT is_read_only
        ORDER BY last_activity_at DESC, id DESC LIMIT ${conversationsLookedAt})
      AND turn.state_seq IS NOT NULL AND length(turn_record.body) < ${longestRecord}
    ORDER BY turn.started_at DESC LIMIT ${turnsLookedAt}`);
  return rows.flatMap(({ conversation_id, state_seq, body }) => {
    const { operations } = keptTurnRecord.parse(JSON.parse(body));
    return operations.length === 0 ? [] : [toRecordedTurn({ conversationId: conversation_id, seq: state_seq }, operations)];
  });
}

/** Who writes or deletes an item without reading it knows of it all the same. */
function toRecordedTurn(place: Pick<RecordedTurn, "conversationId" | "seq">, operations: KeptTurnRecord["operations"]): RecordedTurn {
  const items = operations.flatMap((operation) => operation.items);
  return {
    ...place,
    keys: new Set(items.map(({ key }) => key)),
    scopes: new Set(items.map(({ scope }) => scope ?? "unclassified")),
    conflicts: operations.filter(({ error }) => error !== null && /etag/i.test(error)).length,
  };
}
