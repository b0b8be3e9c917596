import { db, encodeText, sql } from "@/lib/db";
import { bus, type TouchedItem } from "@/lib/live";
import { countChanges, type HandWrite, newETag, type StateWriter, setOwn } from "@/lib/model";
import { type ItemWrite, itemStatements, toTouchedItem } from "./commit-items";
import { eTagConflict } from "./etag-conflict";
import { gates, itemGate } from "./gates";
import { insertStateWrite } from "./insert-state-write";
import { ownerOf } from "./item-owner";
import { checkKey, prepareItem } from "./prepare-item";
import { dataOf, type FoundItems, findStoreItems, itemIdOf, readStoreItems, type StoreItem } from "./store-item";
import type { BotStorage } from "./turn-storage";
import { nextWriteSeq } from "./write-sequence";

type Wanted = { key: string; text: string | null; ifMatch: string | null };

/** The conversation that a bot works for, and the turn if it still works for one after its end. */
export type LateWork = { conversationId: string; turnStartedAt: string | null; turnNumber: number | null };

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
  const ids = wanted.map((item) => itemIdOf(botId, item.key)).sort();
  const release = await gates().acquireAll(ids.map(itemGate));
  try {
    const writes = toWrites(botId, wanted, late, await findStoreItems(ids));
    if (writes.length === 0) return;
    await commitLate(botId, writes, late);
  } finally {
    release();
  }
}

async function commitLate(botId: string, writes: readonly ItemWrite[], late: LateWork | null): Promise<void> {
  const conversationId = late?.conversationId ?? null;
  const touched = writes.map(toTouchedItem);
  const write = await describeLateWrite(touched, late);
  const writer: StateWriter = { kind: "bot-late", conversationId };
  const statements = itemStatements(writes, { seq: write.seq, at: write.at, writer });
  await (await db()).transaction([...statements, insertStateWrite({ botId, conversationId, userId: null }, write)]);
  // Without a conversation it is on no timeline.
  bus().publish({ type: "state", conversationId, turn: null, write: conversationId === null ? null : write, touched });
}

async function describeLateWrite(touched: readonly TouchedItem[], late: LateWork | null): Promise<HandWrite> {
  const afterTurn = late === null ? 0 : (late.turnNumber ?? (await readLastTurnNumber(late.conversationId)));
  return {
    seq: await nextWriteSeq(),
    kind: "late",
    at: new Date().toISOString(),
    by: "bot",
    afterTurn,
    counts: countChanges(touched.flatMap((item) => item.changes)),
  };
}

/** A fork in which nothing happened yet stands after the last turn that it shares. */
async function readLastTurnNumber(conversationId: string): Promise<number> {
  const id = encodeText(conversationId);
  const [row] = await (await db()).query<{ own: number | null; shared: number | null }>(sql`SELECT
    (SELECT max(number) FROM turn WHERE conversation_id = ${id}) AS own,
    (SELECT forked_at_turn FROM conversation WHERE id = ${id}) AS shared`);
  return row?.own ?? row?.shared ?? 0;
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
