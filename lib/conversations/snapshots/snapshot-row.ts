import { db, decodeText, encodeText, type Sql, sql } from "@/lib/db";
import { HarnessError, notFound, type SnapshotFile, type SnapshotSummary, snapshotFile } from "@/lib/model";
import { listProductionBots } from "../kept-bot-settings";
import { requireUsablePeople } from "../require-usable-conversation";

/** Where a snapshot was saved; null when it came from a file. */
export type SnapshotSource = { conversationId: string; userId: string; afterTurn: number } | null;

type Row = {
  id: string;
  name: string;
  bot_id: string;
  created_at: string;
  created_by: string;
  conversation_id: string | null;
  user_id: string | null;
  after_turn: number | null;
};

type OwnerRow = { user_id: string | null; channel_id: string | null };

export async function insertSnapshot(id: string, file: SnapshotFile, source: SnapshotSource): Promise<SnapshotSummary> {
  const from = { conversationId: source?.conversationId ?? null, userId: source?.userId ?? null, afterTurn: source?.afterTurn ?? null };
  const { name, botId, createdAt, createdBy } = file;
  await (await db()).execute(sql`INSERT INTO snapshot (id, name, bot_id, created_at, created_by, conversation_id, user_id, after_turn, body)
    VALUES (${id}, ${encodeText(name)}, ${encodeText(botId)}, ${createdAt}, ${encodeText(createdBy)}, ${encodeOptional(from.conversationId)},
      ${encodeOptional(from.userId)}, ${from.afterTurn}, ${JSON.stringify(file)})`);
  return { id, name, botId, createdAt, createdBy, ...from };
}

/** Snapshots that `where` selects (its own ORDER BY and LIMIT included), without their state. */
export async function selectSnapshots(where: Sql): Promise<SnapshotSummary[]> {
  const rows = await (await db()).query<Row>(sql`SELECT id, name, bot_id, created_at, created_by, conversation_id, user_id, after_turn
    FROM snapshot WHERE ${where}`);
  return rows.map((row) => ({
    id: row.id,
    name: decodeText(row.name),
    botId: decodeText(row.bot_id),
    createdAt: row.created_at,
    createdBy: decodeText(row.created_by),
    conversationId: decodeOptional(row.conversation_id),
    userId: decodeOptional(row.user_id),
    afterTurn: row.after_turn,
  }));
}

/** Where a snapshot was saved; null when it came from a file, or is not there. */
export async function readSnapshotSource(id: string): Promise<{ conversationId: string; userId: string } | null> {
  const [saved] = await selectSnapshots(sql`id = ${encodeText(id)}`);
  return saved?.conversationId && saved.userId ? { conversationId: saved.conversationId, userId: saved.userId } : null;
}

/** Throws `snapshot_not_found`, and what `requireUsable` does for whose state it is. */
export async function requireSnapshot(id: string): Promise<SnapshotFile> {
  const [row] = await (await db()).query<{ body: string } & OwnerRow>(sql`SELECT snapshot.body, snapshot.user_id, conversation.channel_id
    FROM snapshot LEFT JOIN conversation ON conversation.id = snapshot.conversation_id WHERE snapshot.id = ${encodeText(id)}`);
  if (!row) throw snapshotNotFound();
  // What came as a file is nobody's.
  if (row.channel_id !== null && row.user_id !== null) await requireUsablePeople(decodeText(row.channel_id), [decodeText(row.user_id)]);
  return snapshotFile.parse(JSON.parse(row.body));
}

/** The same for a conversation with `botId`. Throws `values_masked`: what a production bot knew must not be told to another, where all is open. */
export async function requireSnapshotFor(id: string, botId: string): Promise<SnapshotFile> {
  const snapshot = await requireSnapshot(id);
  if (snapshot.botId === botId || !(await listProductionBots()).has(snapshot.botId)) return snapshot;
  throw new HarnessError("values_masked", "This snapshot holds what a production bot remembers, and can only be used with that bot.");
}

export function snapshotNotFound(): HarnessError {
  return notFound("snapshot_not_found");
}

const encodeOptional = (text: string | null) => (text === null ? null : encodeText(text));
const decodeOptional = (text: string | null) => (text === null ? null : decodeText(text));
