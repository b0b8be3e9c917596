import { db, decodeText, encodeText, type Sql, sql } from "@/lib/db";
import { formatStorageKey, type HandWrite, newETag, type StateAddress } from "@/lib/model";
import { type ItemWrite, itemStatements } from "./commit-items";
import { ownerOf } from "./item-owner";
import { readItemsAt } from "./read-items-at";
import { itemIdOf, type StoreItem } from "./store-item";
import { nextWriteSeq } from "./write-sequence";

/** How ids are renamed; an id that is not listed stays. */
export type Renaming = { conversationId: { from: string; to: string }; users: ReadonlyMap<string, string> };

export type ItemsToCopy = { botId: string; channelId: string; seq: number; renaming: Renaming; by: string; afterTurn: number };

type KeyRow = { id: string; key: string; conversation_id: string | null; user_id: string | null };

/**
 * Statements that give a fork what its conversation remembered after state write `seq`: conversation and private items under its own
 * ids, and user items of those people who got a new id. Items whose keys are in no known form name nobody, and are not copied.
 */
export async function copyItemsAt(copy: ItemsToCopy): Promise<Sql[]> {
  const rows = await readKeys(copy);
  const { stored } = await readItemsAt(
    rows.map(({ id }) => id),
    copy.seq,
  );
  const writes = rows.flatMap((row) => toCopy(row, stored.get(row.id), copy));
  if (writes.length === 0) return [];
  const note = { seq: await nextWriteSeq(), at: new Date().toISOString() };
  const statements = itemStatements(writes, { ...note, writer: { kind: "tester", name: copy.by }, person: null });
  return [...statements, recordCopy(copy, note)];
}

/** Every item of the conversation, and of the people in it who get a new id. */
async function readKeys({ botId, renaming }: ItemsToCopy): Promise<KeyRow[]> {
  const bot = encodeText(botId);
  const inConversation = sql`SELECT id, key, conversation_id, user_id FROM store_item
    WHERE bot_id = ${bot} AND conversation_id = ${encodeText(renaming.conversationId.from)}`;
  const rows = await (await db()).query<KeyRow>(inConversation);
  const renamed = [...renaming.users].filter(([from, to]) => from !== to);
  if (renamed.length === 0) return rows;
  const ofUsers = await Promise.all(renamed.map(([from]) => readUserKeys(bot, from)));
  return [...rows, ...ofUsers.flat()];
}

async function readUserKeys(bot: string, userId: string): Promise<KeyRow[]> {
  return (await db()).query<KeyRow>(sql`SELECT id, key, conversation_id, user_id FROM store_item
    WHERE bot_id = ${bot} AND scope = 'user' AND user_id = ${encodeText(userId)}`);
}

function toCopy(row: KeyRow, item: StoreItem | undefined, copy: ItemsToCopy): ItemWrite[] {
  if (!item) return [];
  const { botId, channelId, renaming } = copy;
  const [conversationId, userId] = [row.conversation_id, row.user_id].map((id) => (id === null ? undefined : decodeText(id)));
  const owner = ownerOf(decodeText(row.key), { botId, channelId, conversationId, userId });
  if (owner.style === "unclassified") return [];
  const renamed = { ...owner, ...renamedIds({ conversationId: owner.conversationId, userId: owner.userId }, renaming) };
  const key = formatStorageKey(renamed);
  return [{ id: itemIdOf(botId, key), botId, key, owner: renamed, before: undefined, text: item.text, eTag: newETag() }];
}

function renamedIds(ids: Partial<StateAddress>, { conversationId, users }: Renaming): Partial<StateAddress> {
  return {
    conversationId: ids.conversationId === conversationId.from ? conversationId.to : ids.conversationId,
    userId: ids.userId === undefined ? undefined : (users.get(ids.userId) ?? ids.userId),
  };
}

function recordCopy({ botId, renaming, by, afterTurn }: ItemsToCopy, { seq, at }: { seq: number; at: string }): Sql {
  const kind: HandWrite["kind"] = "fork";
  return sql`INSERT INTO state_write (seq, bot_id, kind, conversation_id, user_id, after_turn, by, at, counts)
    VALUES (${seq}, ${encodeText(botId)}, ${kind}, ${encodeText(renaming.conversationId.to)}, ${null}, ${afterTurn}, ${encodeText(by)},
      ${at}, '{}')`;
}
