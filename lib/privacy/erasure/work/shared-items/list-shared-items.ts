import { db, decodeText, encodeText, inChunks, join, type Sql, sql } from "@/lib/db";
import type { ItemScope } from "@/lib/model";
import { heldItems } from "../../reach/held-rows";
import { conversationsOf, identityIdsOf, isPartial } from "../../reach/reach";
import type { Task } from "../task";

export type SharedItem = {
  id: string;
  botId: string;
  scope: ItemScope | "unclassified";
  channelId: string | null;
  conversationId: string | null;
  userId: string | null;
  data: string | null;
  writer: string;
};
type Row = {
  id: string;
  bot_id: string;
  scope: string;
  channel_id: string | null;
  conversation_id: string | null;
  user_id: string | null;
  data: string | null;
  writer: string;
};

const columns = sql`SELECT id, bot_id, scope, channel_id, conversation_id, user_id, data, writer FROM store_item`;

/** Items of others, or of nobody, that may hold something of the person. */
export async function listSharedItems(task: Task, own: ReadonlySet<string>): Promise<SharedItem[]> {
  const found = new Map<string, SharedItem>();
  const { conversationIds, itemIds } = task.reach.held;
  const stays = new Set([...own, ...itemIds]);
  const note = async (where: Sql) => {
    for (const item of (await (await db()).query<Row>(sql`${columns} WHERE ${where}`)).map(toItem)) {
      if (!stays.has(item.id) && !conversationIds.includes(item.conversationId ?? "")) found.set(item.id, item);
    }
  };
  const shared = conversationsOf(task.reach, "shared");
  for (const botId of new Set(shared.map((one) => one.botId))) {
    for (const chunk of inChunks(shared.filter((one) => one.botId === botId).map(({ id }) => encodeText(id)))) {
      await note(sql`bot_id = ${encodeText(botId)} AND conversation_id IN (${join(chunk)})`);
    }
  }
  const decided = [...task.decisions.keys()].map((key) => (JSON.parse(key) as [string, string])[0]);
  for (const chunk of inChunks([...new Set([...(await itemsOfFacts(task)), ...decided])])) await note(sql`id IN (${join(chunk)})`);
  return [...found.values()].sort((one, other) => (one.id < other.id ? -1 : 1));
}

/** Items that say who the person is, wherever they are. */
export async function listItems(ids: readonly string[]): Promise<SharedItem[]> {
  const found: SharedItem[] = [];
  for (const chunk of inChunks(ids))
    found.push(...(await (await db()).query<Row>(sql`${columns} WHERE id IN (${join(chunk)})`)).map(toItem));
  return found;
}

/** What is held is not changed; it still tells whose something is in a fork's copy of it. */
export async function listHeldItems({ reach }: Task): Promise<SharedItem[]> {
  if (!isPartial(reach)) return [];
  return (await (await db()).query<Row>(sql`${columns} WHERE user_id IS NULL AND id IN (${heldItems(reach)})`)).map(toItem);
}

/** Wherever a fact is put down to them. */
async function itemsOfFacts({ reach }: Task): Promise<string[]> {
  const ids = new Set<string>();
  for (const chunk of inChunks(identityIdsOf(reach))) {
    const rows = await (await db()).query<{ item_id: string }>(
      sql`SELECT DISTINCT item_id FROM fact WHERE identity_id IN (${join(chunk)})`,
    );
    for (const { item_id } of rows) ids.add(item_id);
  }
  return [...ids];
}

function toItem(row: Row): SharedItem {
  const [channelId, conversationId, userId] = [row.channel_id, row.conversation_id, row.user_id].map((id) =>
    id === null ? null : decodeText(id),
  );
  const scope = row.scope as SharedItem["scope"];
  return {
    id: row.id,
    botId: decodeText(row.bot_id),
    scope,
    channelId: channelId ?? null,
    conversationId: conversationId ?? null,
    userId: userId ?? null,
    data: row.data,
    writer: row.writer,
  };
}
