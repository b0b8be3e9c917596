import { db, encodeText, inChunks, join, type Sql, sql } from "@/lib/db";
import { factStatements } from "@/lib/facts";
import { type JsonObject, listLeaves } from "@/lib/model";
import { heldConversations } from "../reach/held-rows";
import { conversationsOf } from "../reach/reach";
import { named } from "./named";
import { nextRound } from "./next-round";
import { type StoredItem, selectItems } from "./stored-items";
import { notePath, type Task, toPlanPattern } from "./task";

const itemsAtOnce = 50;
/** Items that go whole: the person's own, and all of conversations that go. */
export async function listOwnItems({ reach }: Pick<Task, "reach">): Promise<StoredItem[]> {
  const found = new Map<string, StoredItem>();
  const note = async (where: Sql, isWanted: (item: StoredItem) => boolean) => {
    for (const item of await selectItems(where)) if (isWanted(item) && !stays(item)) found.set(item.id, item);
  };
  const conversations = new Set(reach.held.conversationIds);
  const stays = ({ conversationId, id }: StoredItem) => conversations.has(conversationId ?? "") || reach.held.itemIds.includes(id);
  const accounts = new Set(reach.accounts.map(({ channelId, userId }) => JSON.stringify([channelId, userId])));
  for (const chunk of inChunks([...new Set(reach.accounts.map(({ userId }) => encodeText(userId)))])) {
    await note(sql`user_id IN (${join(chunk)})`, ({ channelId, userId }) => accounts.has(JSON.stringify([channelId, userId])));
  }
  const whole = conversationsOf(reach, "whole");
  for (const botId of new Set(whole.map((one) => one.botId))) {
    for (const chunk of inChunks(whole.filter((one) => one.botId === botId).map(({ id }) => encodeText(id)))) {
      await note(sql`bot_id = ${encodeText(botId)} AND conversation_id IN (${join(chunk)})`, () => true);
    }
  }
  return [...found.values()].sort((one, other) => (one.id < other.id ? -1 : 1));
}

/** Takes items away with all that hangs on them, and their facts out of the counts. */
export async function eraseOwnItems(task: Task, items: readonly StoredItem[]): Promise<void> {
  for (let start = 0; start < items.length; start += itemsAtOnce) {
    await nextRound();
    const some = items.slice(start, start + itemsAtOnce);
    for (const item of some) notePathsOf(task, item);
    const rows = await countRows(task, some);
    task.work.add(rows, [
      ...some.flatMap((item) => takeFacts(task, item)),
      ...deleteItems(
        some.map(({ id }) => id),
        task,
      ),
    ]);
  }
}

function notePathsOf(task: Task, { botId, scope, userId, data, bytes }: StoredItem): void {
  task.bytes += bytes;
  if (data === null) return;
  const { leaves } = listLeaves(scope, JSON.parse(data) as JsonObject, new Set(userId === null ? [] : [userId]));
  for (const leaf of leaves) notePath(task, botId, { scope: leaf.scope, pattern: toPlanPattern(leaf.pattern) });
}

function takeFacts({ at }: Task, { id, botId, scope, channelId, userId, data, writeSeq }: StoredItem): Sql[] {
  if (data === null) return [];
  const owner = channelId !== null && userId !== null ? { channelId, userId } : null;
  return factStatements([{ itemId: id, botId, scope, owner, before: data, after: null }], { seq: writeSeq, at, person: null });
}

/** Tables that name an item, and their models. */
const hanging = {
  property_version: "PropertyVersion",
  property_value: "PropertyValue",
  fact: "Fact",
  item_encoding: "ItemEncoding",
  fact_backlog: "FactBacklog",
  lost_value: "LostValue",
  fact_note: "FactNote",
  erased_place: "ErasedPlace",
} as const;

/** What a held conversation says of an item stays with that. */
function hangingOn(table: string, list: Sql, { reach }: Task): Sql {
  return table === "lost_value"
    ? sql`item_id IN (${list}) AND conversation_id NOT IN (${heldConversations(reach)})`
    : sql`item_id IN (${list})`;
}

async function countRows(task: Task, items: readonly StoredItem[]): Promise<number> {
  const { work } = task;
  const ids = items.map(({ id }) => id);
  work.count("StoreItem", { deleted: ids.length });
  let total = ids.length;
  for (const [table, store] of Object.entries(hanging)) {
    const [found] = await (await db()).query<{ rows: number }>(
      sql`SELECT count(*) AS rows FROM ${named(table)} WHERE ${hangingOn(table, join(ids), task)}`,
    );
    work.count(store, { deleted: found?.rows ?? 0 });
    total += found?.rows ?? 0;
  }
  return total;
}

function deleteItems(ids: readonly string[], task: Task): Sql[] {
  const list = join([...ids]);
  return [
    ...Object.keys(hanging).map((table) => sql`DELETE FROM ${named(table)} WHERE ${hangingOn(table, list, task)}`),
    sql`DELETE FROM store_item WHERE id IN (${list})`,
  ];
}
