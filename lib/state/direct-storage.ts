import { db, encodeText, type Sql, sql } from "@/lib/db";
import { bus } from "@/lib/live";
import { newETag, type StateWriter, setOwn } from "@/lib/model";
import { type ItemWrite, itemStatements, toTouchedItem } from "./commit-items";
import { eTagConflict } from "./etag-conflict";
import { gates, itemGate } from "./gates";
import { ownerOf } from "./item-owner";
import { checkKey, prepareItem } from "./prepare-item";
import { dataOf, type FoundItems, findStoreItems, itemIdOf, readStoreItems, type StoreItem } from "./store-item";
import type { BotStorage } from "./turn-storage";
import { nextWriteSeq } from "./write-sequence";

type Wanted = { key: string; text: string | null; ifMatch: string | null };

/** The turn that a bot still works for after its end. */
export type LateWork = { conversationId: string; turnStartedAt: string | null };

/**
 * A bot's storage outside any turn (start-up, timers, a reply after the end): each call is a commit of its own. What a person
 * edited since the late turn began is not overwritten by a write without condition: the turn's gates no longer protect it.
 */
export function directStorage(botId: string, late: LateWork | null = null): BotStorage {
  return {
    read: (keys) => readItems(botId, keys),
    async write(changes) {
      const wanted = Object.entries(changes).map(([key, value]) => prepareItem(key, value));
      await commitDirectly(botId, wanted, late);
    },
    async delete(keys) {
      for (const key of keys) checkKey(key);
      await commitDirectly(
        botId,
        [...new Set(keys)].map((key) => ({ key, text: null, ifMatch: null })),
        late,
      );
    },
  };
}

async function readItems(botId: string, keys: readonly string[]): Promise<Record<string, unknown>> {
  const stored = await readStoreItems(keys.map((key) => itemIdOf(botId, key)));
  const items: Record<string, unknown> = {};
  for (const key of keys) {
    const item = stored.get(itemIdOf(botId, key));
    if (item) setOwn(items, key, { ...dataOf(item), eTag: item.eTag });
  }
  return items;
}

async function commitDirectly(botId: string, wanted: readonly Wanted[], late: LateWork | null): Promise<void> {
  const writer: StateWriter = { kind: "bot-late", conversationId: late?.conversationId ?? null };
  const ids = wanted.map((item) => itemIdOf(botId, item.key)).sort();
  const release = await gates().acquireAll(ids.map(itemGate));
  try {
    const writes = toWrites(botId, wanted, late, await findStoreItems(ids));
    if (writes.length === 0) return;
    const seq = await nextWriteSeq();
    const at = new Date().toISOString();
    await (await db()).transaction([...itemStatements(writes, { seq, at, writer }), recordWrite(botId, seq, at, writer)]);
    bus().publish({ type: "state", conversationId: null, turn: null, write: null, touched: writes.map(toTouchedItem) });
  } finally {
    release();
  }
}

function isStale({ ifMatch }: Wanted, late: LateWork | null, item: StoreItem | undefined): boolean {
  if (ifMatch !== null) return item?.eTag !== ifMatch;
  return late?.turnStartedAt != null && item?.writer.kind === "tester" && item.updatedAt > late.turnStartedAt;
}

function toWrites(botId: string, wanted: readonly Wanted[], late: LateWork | null, { stored, owners }: FoundItems): ItemWrite[] {
  const stale = wanted.filter((item) => isStale(item, late, stored.get(itemIdOf(botId, item.key))));
  if (stale.length > 0) throw eTagConflict(stale.map((item) => item.key));
  return wanted.flatMap(({ key, text }) => {
    const id = itemIdOf(botId, key);
    const before = stored.get(id);
    if (text === null && !before) return [];
    return [{ id, botId, key, owner: ownerOf(key, { botId, ...owners.get(id) }), before, text, eTag: text === null ? null : newETag() }];
  });
}

function recordWrite(botId: string, seq: number, at: string, writer: StateWriter): Sql {
  const conversationId = writer.kind === "tester" ? null : writer.conversationId;
  return sql`INSERT INTO state_write (seq, bot_id, kind, conversation_id, user_id, after_turn, by, at)
    VALUES (${seq}, ${encodeText(botId)}, 'late', ${conversationId === null ? null : encodeText(conversationId)}, ${null}, 0, 'bot', ${at})`;
}
