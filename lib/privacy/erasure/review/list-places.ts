import { db, decodeText, inChunks, join, sql } from "@/lib/db";
import { conversationParties } from "@/lib/memory";
import { type JsonValue, maskedText, type Party, type ReaderSight, type ReviewPlace, type ReviewPlaces } from "@/lib/model";
import { requireRequest } from "../../requests/case-row";
import { isOfPattern, type ReviewItem, readMembers, readReviewItem, readUnknownLeaves, type UnknownLeaf } from "./unknown-leaves";

const maxValues = 10;

type Row = {
  id: string;
  bot_id: string;
  item_id: string;
  pattern: string;
  reason: string;
  decision: string | null;
  decided_by: string | null;
  decided_at: string | null;
};

/** What a case leaves for people to decide, and what they decided, with the values as the reader may see them. Throws `case_not_found`. */
export async function listPlacesOfCase(number: string, sight: ReaderSight): Promise<ReviewPlaces> {
  await requireRequest(number);
  const rows = await (await db()).query<Row>(sql`SELECT id, bot_id, item_id, pattern, reason, decision, decided_by, decided_at
    FROM erasure_review WHERE number = ${number} ORDER BY CASE WHEN decision IS NULL THEN 0 ELSE 1 END, bot_id, item_id, pattern, id`);
  const items = new Map<string, ItemThere | null>();
  for (const { item_id: itemId } of rows) if (!items.has(itemId)) items.set(itemId, await readItem(itemId, sight));
  return { places: rows.map((row) => toPlace(row, items.get(row.item_id) ?? null)) };
}

type Writer = { by: string; at: string };
type ItemThere = {
  item: ReviewItem;
  leaves: UnknownLeaf[];
  isMasked: boolean;
  labels: Map<string, string>;
  writers: Map<number, Writer>;
};

async function readItem(itemId: string, sight: ReaderSight): Promise<ItemThere | null> {
  const item = await readReviewItem(itemId);
  if (!item || sight.unknownBots.has(item.botId)) return null;
  const leaves = await readUnknownLeaves(itemId, await readMembers(item));
  const parties = await partiesOf(item);
  const isMasked = !parties.every((party) => sight.seesParty(party));
  return { item, leaves, isMasked, labels: await readLabels(itemId), writers: await readWriters(leaves.map(({ seq }) => seq)) };
}

/** Nobody knows whose it is, so that whoever may see everybody there may see it. */
async function partiesOf({ botId, channelId, conversationId, userId }: ReviewItem): Promise<readonly Party[]> {
  if (conversationId === null || userId !== null) return [{ botId, channelId, userId }];
  return (await conversationParties({ conversationId })).everyone;
}

async function readLabels(itemId: string): Promise<Map<string, string>> {
  const rows = await (await db()).query<{ path: string; label: string }>(sql`SELECT fact.path, dictionary_path.label
    FROM fact JOIN dictionary_path ON dictionary_path.id = fact.path_id WHERE fact.item_id = ${itemId} AND dictionary_path.label IS NOT NULL`);
  return new Map(rows.map(({ path, label }) => [decodeText(path), label]));
}

async function readWriters(seqs: readonly number[]): Promise<Map<number, Writer>> {
  const found = new Map<number, Writer>();
  for (const chunk of inChunks([...new Set(seqs)])) {
    const rows = await (await db()).query<{ seq: number } & Writer>(
      sql`SELECT seq, "by", at FROM state_write WHERE seq IN (${join(chunk)})`,
    );
    for (const { seq, by, at } of rows) found.set(seq, { by: decodeText(by), at });
  }
  return found;
}

function toPlace(row: Row, there: ItemThere | null): ReviewPlace {
  const pattern = decodeText(row.pattern);
  const leaves = there?.leaves.filter((leaf) => isOfPattern(leaf.pattern, pattern)) ?? [];
  const writer = there?.writers.get(leaves[0]?.seq ?? -1);
  const isMasked = there?.isMasked ?? false;
  return {
    id: row.id,
    botId: decodeText(row.bot_id),
    scope: there?.item.scope ?? "conversation",
    conversationId: there?.item.conversationId ?? null,
    pattern,
    label: leaves.map(({ path }) => there?.labels.get(path)).find((label) => label !== undefined) ?? null,
    reason: row.reason as ReviewPlace["reason"],
    writtenBy: writer?.by || null,
    writtenAt: writer?.at ?? null,
    values: leaves.slice(0, maxValues).map(({ value }) => (isMasked ? maskedText : wordsOf(value))),
    isMasked,
    isEarlier: leaves.length > 0 && leaves.every(({ isCurrent }) => !isCurrent),
    decision: row.decision as ReviewPlace["decision"],
    decidedBy: row.decided_by === null ? null : decodeText(row.decided_by),
    decidedAt: row.decided_at,
  };
}

function wordsOf(value: JsonValue): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
