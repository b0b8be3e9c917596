import { db, encodeText, inChunks, join, type Sql, sql } from "@/lib/db";
import { heldItems } from "../../reach/held-rows";
import { conversationsOf, groupByOwnIds, identityIdsOf, isPartial, sparedBy } from "../../reach/reach";
import { type StoredItem, selectItems } from "../stored-items";
import type { Task } from "../task";

/** Items of others, or of nobody, that may hold something of the person. */
export async function listSharedItems(task: Task, own: ReadonlySet<string>): Promise<StoredItem[]> {
  const found = new Map<string, StoredItem>();
  const { conversationIds, itemIds } = sparedBy(task.reach);
  const stays = new Set([...own, ...itemIds]);
  const note = async (where: Sql) => {
    for (const item of await selectItems(where)) {
      if (!stays.has(item.id) && !conversationIds.includes(item.conversationId ?? "")) found.set(item.id, item);
    }
  };
  const shared = conversationsOf(task.reach, "shared");
  for (const botId of new Set(shared.map((one) => one.botId))) {
    for (const chunk of inChunks(shared.filter((one) => one.botId === botId).map(({ id }) => encodeText(id)))) {
      await note(sql`bot_id = ${encodeText(botId)} AND conversation_id IN (${join(chunk)})`);
    }
  }
  for (const chunk of inChunks([...new Set([...(await itemsOfFacts(task)), ...(await itemsOfTurns(task)), ...task.decisions.itemIds])]))
    await note(sql`id IN (${join(chunk)})`);
  return [...found.values()].sort((one, other) => (one.id < other.id ? -1 : 1));
}

/** What is held is not changed; it still tells whose something is in a fork's copy of it. */
export async function listHeldItems({ reach }: Task): Promise<StoredItem[]> {
  if (!isPartial(reach)) return [];
  return selectItems(sql`user_id IS NULL AND id IN (${heldItems(reach)})`);
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

/** Wherever a turn of theirs wrote, also where somebody else's has written over it since: earlier versions keep it. */
async function itemsOfTurns({ reach }: Task): Promise<string[]> {
  const ids = new Set<string>();
  for (const { ids: conversationIds, userIds } of groupByOwnIds(
    reach,
    reach.conversations.map(({ id }) => id),
  )) {
    for (const chunk of inChunks(conversationIds.map(encodeText))) {
      const rows = await (await db()).query<{ item_id: string }>(sql`SELECT DISTINCT version.item_id FROM state_write
        JOIN property_version version ON version.write_seq = state_write.seq
        WHERE state_write.conversation_id IN (${join(chunk)}) AND state_write.user_id IN (${join(userIds.map(encodeText))})`);
      for (const { item_id } of rows) ids.add(item_id);
    }
  }
  return [...ids];
}
