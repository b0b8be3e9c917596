import { db, decodeText, encodeText, inChunks, join, type Sql, sql } from "@/lib/db";
import { factStatements } from "@/lib/facts";
import { type ItemScope, type JsonObject, listLeaves } from "@/lib/model";
import { heldConversations } from "../reach/held-rows";
import { conversationsOf } from "../reach/reach";
import { named } from "./named";
import { nextRound } from "./next-round";
import { notePath, type Task } from "./task";

export type OwnItem = {
  id: string;
  botId: string;
  scope: ItemScope | "unclassified";
  channelId: string | null;
  conversationId: string | null;
  userId: string | null;
  data: string | null;
  bytes: number;
  writeSeq: number;
};

type Row = {
  id: string;
  bot_id: string;
  scope: string;
  channel_id: string | null;
  conversation_id: string | null;
  user_id: string | null;
  data: string | null;
  bytes: number;
  write_seq: number;
};

const itemsAtOnce = 50;
const columns = sql`SELECT id, bot_id, scope, channel_id, conversation_id, user_id, data, bytes, write_seq FROM store_item`;

/** Items that go whole: the person's own, and all of conversations that go. */
export async function listOwnItems({ reach }: Pick<Task, "reach">): Promise<OwnItem[]> {
  const found = new Map<string, OwnItem>();
  const note = async (where: Sql, isWanted: (item: OwnItem) => boolean) => {
    for (const row of await (await db()).query<Row>(sql`${columns} WHERE ${where}`)) {
      const item = toItem(row);
      if (isWanted(item) && !stays(item)) found.set(item.id, item);
    }
  };
  const conversations = new Set(reach.held.conversationIds);
  const stays = ({ conversationId, id }: OwnItem) => conversations.has(conversationId ?? "") || reach.held.itemIds.includes(id);
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

/** Items by their ids. */
export async function readItems(ids: readonly string[]): Promise<OwnItem[]> {
  const rows: Row[] = [];
  for (const chunk of inChunks(ids)) rows.push(...(await (await db()).query<Row>(sql`${columns} WHERE id IN (${join(chunk)})`)));
  return rows.map(toItem);
}

function toItem({ id, bot_id, scope, channel_id, conversation_id, user_id, data, bytes, write_seq }: Row): OwnItem {
  return {
    id,
    botId: decodeText(bot_id),
    scope: scope as OwnItem["scope"],
    channelId: channel_id === null ? null : decodeText(channel_id),
    conversationId: conversation_id === null ? null : decodeText(conversation_id),
    userId: user_id === null ? null : decodeText(user_id),
    data,
    bytes,
    writeSeq: write_seq,
  };
}

/** Takes items away with all that hangs on them, and their facts out of the counts. */
export async function eraseOwnItems(task: Task, items: readonly OwnItem[]): Promise<void> {
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

function notePathsOf(task: Task, { botId, scope, userId, data, bytes }: OwnItem): void {
  task.bytes += bytes;
  if (data === null) return;
  const { leaves } = listLeaves(scope, JSON.parse(data) as JsonObject, new Set(userId === null ? [] : [userId]));
  for (const leaf of leaves) notePath(task, botId, leaf);
}

function takeFacts({ at }: Task, { id, botId, scope, channelId, userId, data, writeSeq }: OwnItem): Sql[] {
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

async function countRows(task: Task, items: readonly OwnItem[]): Promise<number> {
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
