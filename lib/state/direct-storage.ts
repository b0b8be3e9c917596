import { db, decodeText, type Sql, sql } from "@/lib/db";
import { bus, type TouchedItem } from "@/lib/live";
import {
  countChanges,
  defaultBotSetting,
  type HandWrite,
  newETag,
  type OverwritePolicy,
  type StateAddress,
  type StateWriter,
  setOwn,
} from "@/lib/model";
import { erasuresSoFar } from "@/lib/standing";
import { usableKeys, withoutBarred } from "./barred-items";
import { type ItemWrite, itemStatements, toTouchedItem } from "./commit-items";
import { eTagConflict } from "./etag-conflict";
import { gates, itemGate } from "./gates";
import { announceLostValues, insertLostValues } from "./insert-lost-values";
import { insertStateWrite } from "./insert-state-write";
import { encodingStatements } from "./item-encoding";
import { readLastTurnNumber } from "./last-turn";
import { checkKey, prepareItem } from "./prepare-item";
import { type Loss, settleWrites, type WantedItem } from "./settle-writes";
import { dataOf, findStoreItems, itemIdOf, readStoreItems } from "./store-item";
import type { BotStorage } from "./turn-storage";
import { WorkBasis } from "./work-basis";
import { nextWriteSeq } from "./write-sequence";

type Wanted = WantedItem & { ifMatch: string | null };

/**
 * The conversation that a bot works for, the turn if it still works for one after its end and whose that was, and what it knows of what it
 * writes. `beganAt`: how many had been erased when the work began (`erasuresSoFar`); undefined where nobody can tell.
 */
export type LateWork = {
  conversationId: string | null;
  turnNumber: number | null;
  basis: WorkBasis;
  beganAt?: number;
  person?: { channelId: string; userId: string };
};

type DirectWork = { botId: string; late: LateWork; readPolicy: () => Promise<OverwritePolicy>; owner: KnownOwner };
/** Whose the items are, where the caller knows it better than a key can tell: ids may hold anything. */
type KnownOwner = Partial<Omit<StateAddress, "botId">>;
type DirectOptions = Partial<Omit<DirectWork, "botId">>;

/**
 * A bot's storage outside any turn (start-up, timers, a reply after the end): each call is a commit of its own. What somebody wrote since
 * the bot read it goes by the bot's policy, as in a turn.
 */
export function directStorage(
  botId: string,
  { late = workAlone(), readPolicy = defaultPolicy, owner = {} }: DirectOptions = {},
): BotStorage {
  const work = { botId, late, readPolicy, owner };
  return {
    read: (keys) => readItems(work, keys),
    async write(changes) {
      await commitDirectly(
        work,
        Object.entries(changes).map(([key, value]) => toWanted(botId, key, value)),
      );
    },
    async writeEncoded(key, item, encoding) {
      await commitDirectly(work, [toWanted(botId, key, item)], encodingStatements(new Map([[itemIdOf(botId, key), encoding]])));
    },
    async delete(keys) {
      for (const key of keys) checkKey(key);
      await commitDirectly(
        work,
        [...new Set(keys)].map((key) => ({ id: itemIdOf(botId, key), key, text: null, eTag: null, ifMatch: null })),
      );
    },
  };
}

function toWanted(botId: string, key: string, value: unknown): Wanted {
  const { text, ifMatch } = prepareItem(key, value);
  return { id: itemIdOf(botId, key), key, text, eTag: newETag(), ifMatch };
}

function workAlone(): LateWork {
  return { conversationId: null, turnNumber: null, basis: new WorkBasis(null) };
}

async function defaultPolicy(): Promise<OverwritePolicy> {
  return defaultBotSetting.overwritePolicy;
}

async function readItems({ botId, late, owner }: DirectWork, keys: readonly string[]): Promise<Record<string, unknown>> {
  const usable = await usableKeys(keys, { botId, ...owner }, late.beganAt ?? erasuresSoFar());
  const stored = await readStoreItems([...usable].map((key) => itemIdOf(botId, key)));
  const items: Record<string, unknown> = {};
  for (const key of keys) {
    const id = itemIdOf(botId, key);
    const item = stored.get(id);
    late.basis.note(id, item ?? { text: null, eTag: null });
    if (item) setOwn(items, key, { ...dataOf(item), eTag: item.eTag });
  }
  return items;
}

/** `along` is committed with the writes, also when these change nothing. */
async function commitDirectly(work: DirectWork, wanted: readonly Wanted[], along: readonly Sql[] = []): Promise<void> {
  const release = await gates().acquireAll(wanted.map(({ id }) => itemGate(id)).sort());
  try {
    const { writes, losses, policy, found } = await settleDirectly(work, wanted);
    const seq = writes.length === 0 ? undefined : await commitLate(work, { writes, losses, isAsked: policy === "protect", along });
    if (writes.length === 0 && along.length > 0) await (await db()).transaction(along);
    for (const { id, text, eTag } of wanted) {
      const before = found.stored.get(id);
      work.late.basis.note(id, before?.text === text ? before : { text, eTag, writeSeq: seq });
    }
  } finally {
    release();
  }
}

async function settleDirectly({ botId, late, readPolicy, owner }: DirectWork, wanted: readonly Wanted[]) {
  const found = await findStoreItems(wanted.map(({ id }) => id));
  const stale = wanted.filter(({ id, ifMatch }) => ifMatch !== null && found.stored.get(id)?.eTag !== ifMatch);
  if (stale.length > 0) throw eTagConflict(stale.map(({ key }) => key));
  const unconditional = wanted.filter(({ ifMatch }) => ifMatch === null).map(({ id }) => id);
  const overtaken = await late.basis.overtaken(unconditional, found);
  const policy = await readPolicy();
  const settled = settleWrites({ botId, policy, wanted, found, overtaken, knownOwner: (id) => ({ ...owner, ...found.owners.get(id) }) });
  const { kept: writes } = await withoutBarred(settled.writes, {
    workBeganAt: late.beganAt ?? erasuresSoFar(),
    person: late.person ?? null,
  });
  return { writes, losses: writes.length === settled.writes.length ? settled.losses : [], policy, found };
}

type LateCommit = { writes: readonly ItemWrite[]; losses: readonly Loss[]; isAsked: boolean; along: readonly Sql[] };

/** Answers the number of the state write. */
async function commitLate({ botId, late }: DirectWork, { writes, losses, isAsked, along }: LateCommit): Promise<number> {
  const conversationId = late.conversationId ?? (await findConversation(writes, losses));
  const touched = writes.map(toTouchedItem);
  const lostUpdates = losses.reduce((count, { paths }) => count + paths.length, 0);
  const write = { ...(await describeLateWrite(touched, conversationId, late.turnNumber)), ...(lostUpdates > 0 && { lostUpdates }) };
  const writer: StateWriter = { kind: "bot-late", conversationId };
  const losing = { botId, writeSeq: write.seq, turnNumber: late.turnNumber, isLate: true, isAsked };
  await (await db()).transaction([
    ...itemStatements(writes, { seq: write.seq, at: write.at, writer, person: null }),
    insertStateWrite({ botId, conversationId, userId: null }, write),
    ...(conversationId === null ? [] : insertLostValues(losses, { ...losing, conversationId })),
    ...along,
  ]);
  // Without a conversation it is on no timeline.
  bus().publish({ type: "state", conversationId, turn: null, write: conversationId === null ? null : write, touched });
  if (conversationId !== null && lostUpdates > 0) announceLostValues(conversationId);
  return write.seq;
}

/** On whose timeline work for no conversation stands: that of its items, or of whoever wrote what it goes over. */
async function findConversation(writes: readonly ItemWrite[], losses: readonly Loss[]): Promise<string | null> {
  const ids = new Set(writes.map(({ owner }) => (owner.style === "unclassified" ? null : (owner.conversationId ?? null))));
  const [only = null] = ids;
  if (ids.size === 1 && only !== null) return only;
  const [loss] = losses;
  if (!loss) return null;
  const [row] = await (await db()).query<{ conversation_id: string | null }>(
    sql`SELECT conversation_id FROM state_write WHERE seq = ${loss.lostSeq}`,
  );
  return row?.conversation_id == null ? null : decodeText(row.conversation_id);
}

async function describeLateWrite(touched: readonly TouchedItem[], conversationId: string | null, turn: number | null): Promise<HandWrite> {
  return {
    seq: await nextWriteSeq(),
    kind: "late",
    at: new Date().toISOString(),
    by: "bot",
    afterTurn: turn ?? (conversationId === null ? 0 : await readLastTurnNumber(conversationId)),
    counts: countChanges(touched.flatMap((item) => item.changes)),
  };
}
