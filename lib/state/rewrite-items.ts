import { db, decodeText, join, type Sql, sql } from "@/lib/db";
import { bus, type TouchedItem } from "@/lib/live";
import { countChanges, type HandWrite, HarnessError, type JsonObject, newETag, type StateAddress } from "@/lib/model";
import { requireUsable } from "@/lib/standing";
import { byItemId, type ItemWrite, itemStatements, toTouchedItem } from "./commit-items";
import { conversationGate, gates, itemGate, type Release, userGate } from "./gates";
import { insertStateWrite } from "./insert-state-write";
import { ownerOf } from "./item-owner";
import { readLastTurnNumber } from "./last-turn";
import { prepareItem } from "./prepare-item";
import { dataOf, findStoreItems, type StoredOwner } from "./store-item";
import { nextWriteSeq } from "./write-sequence";

/** One item as it shall be. `rewrite` gets its data and answers what it becomes; null removes it. */
export type ItemRewrite = {
  itemId: string;
  /** The eTag that was read; left out, `rewrite` sees for itself whether the item is as expected. */
  ifMatch?: string;
  rewrite: (data: JsonObject) => JsonObject | null;
};

type RewriteInput = {
  rewrites: readonly ItemRewrite[];
  kind: HandWrite["kind"];
  by: string;
  /** Commits the statements, with whatever else belongs into that transaction. */
  commit: (statements: Sql[]) => Promise<unknown>;
};

export type RewrittenItems = { itemIds: string[]; touched: TouchedItem[] };

type Place = { botId: string; conversationId: string | null; userId: string | null };
type PlacedWrite = { write: ItemWrite; place: Place };
type KnownItem = StoredOwner & { botId: string };

/**
 * Writes items by hand wherever they stand: of any bot, scope and person, with a conversation or none, all in one transaction. Like
 * `writeScopes` it waits for running turns that could overwrite them. Throws `stale_etag` and what `requireUsable` does; then nothing
 * is written. An item that is gone is left out.
 */
export async function rewriteItems({ rewrites, commit, ...how }: RewriteInput): Promise<RewrittenItems> {
  const ids = rewrites.map(({ itemId }) => itemId);
  const known = await readOwners(ids);
  await requireUsable(accountsOf(known));
  const release = await takeGates(known);
  try {
    await requireUsable(accountsOf(known));
    const placed = await toPlacedWrites(rewrites, known);
    const prepared = await prepareCommits(placed, how);
    await commit(prepared.flatMap(({ statements }) => statements));
    for (const { announce } of prepared) announce();
    return { itemIds: placed.map(({ write }) => write.id), touched: placed.map(({ write }) => toTouchedItem(write)) };
  } finally {
    release();
  }
}

async function readOwners(ids: readonly string[]): Promise<Map<string, KnownItem>> {
  if (ids.length === 0) return new Map();
  const [{ owners }, rows] = await Promise.all([
    findStoreItems(ids),
    (await db()).query<{ id: string; bot_id: string }>(sql`SELECT id, bot_id FROM store_item WHERE id IN (${join([...ids])})`),
  ]);
  const bots = new Map(rows.map(({ id, bot_id }) => [id, decodeText(bot_id)]));
  return new Map([...owners].map(([id, owner]) => [id, { ...owner, botId: bots.get(id) ?? "" }]));
}

function accountsOf(known: ReadonlyMap<string, KnownItem>) {
  return [...known.values()].flatMap(({ channelId, userId }) =>
    channelId === undefined || userId === undefined ? [] : [{ channelId, userId }],
  );
}

/** In the order in which all others take them: conversations, people, items. */
function takeGates(known: ReadonlyMap<string, KnownItem>): Promise<Release> {
  const all = [...known.values()];
  const conversations = all.flatMap(({ conversationId }) => (conversationId === undefined ? [] : [conversationGate(conversationId)]));
  const users = all.flatMap(({ scope, botId, channelId, userId }) =>
    scope === "user" && channelId !== undefined && userId !== undefined ? [userGate(botId, channelId, userId)] : [],
  );
  return gates().acquireAll([conversations, users, [...known.keys()].map(itemGate)].flatMap((names) => [...new Set(names)].sort()));
}

async function toPlacedWrites(rewrites: readonly ItemRewrite[], known: ReadonlyMap<string, KnownItem>): Promise<PlacedWrite[]> {
  const { stored } = await findStoreItems(rewrites.map(({ itemId }) => itemId));
  const placed = rewrites.flatMap(({ itemId, ifMatch, rewrite }) => {
    const [before, owner] = [stored.get(itemId), known.get(itemId)];
    if (ifMatch !== undefined && ifMatch !== before?.eTag) throw staleItem();
    if (!before || !owner) return [];
    const data = rewrite(dataOf(before));
    const text = data === null ? null : prepareItem(before.key, data).text;
    if (text === before.text) return [];
    const place = { botId: owner.botId, conversationId: owner.conversationId ?? null, userId: owner.userId ?? null };
    const eTag = text === null ? null : newETag();
    return [
      { place, write: { id: itemId, botId: owner.botId, key: before.key, owner: ownerOf(before.key, toKnown(owner)), before, text, eTag } },
    ];
  });
  return placed.sort((one, other) => byItemId(one.write, other.write));
}

function toKnown({ botId, channelId, conversationId, userId }: KnownItem): Partial<StateAddress> {
  return { botId, channelId, conversationId, userId };
}

type PreparedCommit = { statements: Sql[]; announce: () => void };

/** What belongs to one bot and conversation is one write on the timeline; what belongs to no conversation is on none. */
async function prepareCommits(placed: readonly PlacedWrite[], how: Pick<RewriteInput, "kind" | "by">): Promise<PreparedCommit[]> {
  const groups = new Map<string, PlacedWrite[]>();
  for (const one of placed) {
    const name = JSON.stringify([one.place.botId, one.place.conversationId]);
    groups.set(name, [...(groups.get(name) ?? []), one]);
  }
  const prepared: PreparedCommit[] = [];
  for (const group of groups.values()) prepared.push(await prepareCommit(group, how));
  return prepared;
}

async function prepareCommit(group: readonly PlacedWrite[], { kind, by }: Pick<RewriteInput, "kind" | "by">): Promise<PreparedCommit> {
  const place = group[0]?.place ?? { botId: "", conversationId: null, userId: null };
  const { conversationId } = place;
  const writes = group.map(({ write }) => write);
  const touched = writes.map(toTouchedItem);
  const counts = countChanges(touched.flatMap(({ changes }) => changes));
  const afterTurn = conversationId === null ? 0 : await readLastTurnNumber(conversationId);
  const note = { seq: await nextWriteSeq(), kind, at: new Date().toISOString(), by, afterTurn, counts };
  const members = group.flatMap(({ place: { userId } }) => (userId === null ? [] : [userId]));
  const writer = { kind: "tester", name: by } as const;
  const statements = itemStatements(writes, { seq: note.seq, at: note.at, writer, person: null, members });
  return {
    statements: [...statements, insertStateWrite(place, note)],
    announce: () => bus().publish({ type: "state", conversationId, turn: null, write: conversationId === null ? null : note, touched }),
  };
}

function staleItem(): HarnessError {
  return new HarnessError("stale_etag", "This value was changed since it was read. Nothing was written; look at it again.");
}
