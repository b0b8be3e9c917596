import { db, decodeText, inChunks, join, sql } from "@/lib/db";
import { getAtPath, type JsonObject, type JsonValue, type PersonIdentity, parsePointer } from "@/lib/model";
import { listItemsOfOthers } from "../erasure/needles/ids-in-keys";
import { findNamedItems } from "../named-items/find-named-items";
import { listSharedLeaves, type SharedLeaf } from "./attribute-leaves";
import { collectItems, type HeldItem, type HeldVersion } from "./collect-items";
import { type HideOthers, hideOthers } from "./hide-others";
import type { OwnConversation } from "./own-conversations";
import type { ExportedItem, ExportedSharedItem } from "./person-data";

export type OwnState = { state: ExportedItem[]; sharedState: ExportedSharedItem[] };

type Whose = { identities: readonly PersonIdentity[]; conversations: readonly OwnConversation[] };

/**
 * What bots remember of a person, and what they remembered before: items that are theirs alone as they are, and of items that others share only
 * the values that are attributed to them, by the place they stand at or else by whose turn wrote them.
 */
export async function readOwnState({ identities, conversations }: Whose): Promise<OwnState> {
  const named = new Set((await findNamedItems(identities)).map(({ itemId }) => itemId));
  const items = await collectItems({ identities, conversations, named });
  const byId = new Map(conversations.map((one) => [one.id, one]));
  const accounts = new Set(identities.map(({ channelId, userId }) => JSON.stringify([channelId, userId])));
  const isOwn = ({ id, channelId, userId, conversationId }: HeldItem): boolean =>
    named.has(id) || accounts.has(JSON.stringify([channelId, userId])) || (userId === null && isAlone(byId.get(conversationId ?? "")));
  const shared = items.filter((item) => !isOwn(item));
  const writers = await readWriters(shared, identities);
  const ofOthers = await listItemsOfOthers(
    shared.map(({ id }) => id),
    identities,
  );
  const sharingOf = (item: HeldItem): Sharing => ({
    places: placesOf(item, byId),
    writers: writers.get(item.id),
    isOfOthers: ofOthers.has(item.id),
  });
  return { state: items.filter(isOwn).map(toItem), sharedState: shared.flatMap((item) => toShared(item, sharingOf(item))) };
}

function isAlone(conversation: OwnConversation | undefined): boolean {
  return conversation !== undefined && conversation.others.length === 0;
}

function toItem({ botId, scope, conversationId, updatedAt, data, versions }: HeldItem): ExportedItem {
  return { bot: botId, scope, conversation: conversationId, updatedAt, data, earlier: versions.map(toVersion) };
}

function toVersion({ property, at, kind, value }: HeldVersion): ExportedItem["earlier"][number] {
  return { at, by: writerWords(kind), property, ...(value === undefined ? { isRemoved: true } : { value }) };
}

/** Who wrote is told by what they are, not by name: staff are not named to the person (CJEU C-579/21). */
function writerWords(kind: string | null): string {
  if (kind === null) return "not recorded";
  return kind === "turn" || kind === "late" ? "the bot" : `a person of ours (${kind})`;
}

/** Paths of shared items whose present value was written in a turn of the person's. */
async function readWriters(items: readonly HeldItem[], identities: readonly PersonIdentity[]): Promise<Map<string, Set<string>>> {
  const writers = new Map<string, Set<string>>(items.map(({ id }) => [id, new Set()]));
  for (const chunk of inChunks([...writers.keys()])) {
    const rows = await (await db()).query<{ item_id: string; path: string }>(sql`SELECT item_id, path FROM fact
      WHERE item_id IN (${join([...chunk])}) AND identity_id IN (${join(identities.map(({ identityId }) => identityId))})`);
    for (const row of rows) writers.get(row.item_id)?.add(decodeText(row.path));
  }
  return writers;
}

/** The person's conversations that an item is of: of what is in none, those whose turns wrote it. */
function placesOf({ conversationId, versions }: HeldItem, byId: ReadonlyMap<string, OwnConversation>): OwnConversation[] {
  const ids = conversationId === null ? versions.map((version) => version.conversationId) : [conversationId];
  return [...new Set(ids)].flatMap((id) => byId.get(id ?? "") ?? []);
}

/** `isOfOthers`: its key is made of somebody else's id, and so it tells nothing that the person's turns wrote there. */
type Sharing = { places: readonly OwnConversation[]; writers: ReadonlySet<string> | undefined; isOfOthers: boolean };

function toShared(item: HeldItem, { places, writers = new Set(), isOfOthers }: Sharing): ExportedSharedItem[] {
  const [ownIds, others] = [new Set(places.flatMap((place) => [...place.ownIds])), places.flatMap((place) => place.others)];
  const userIds = new Set([...ownIds, ...others.map(({ userId }) => userId)]);
  const hide = hideOthers(others);
  const isOwn = ({ path, about }: SharedLeaf, isOwnTurn: boolean): boolean =>
    (about === null ? isOwnTurn && !isOfOthers : ownIds.has(about)) && path !== "";
  const all = item.data === null ? [] : listSharedLeaves(item.data, userIds);
  const own = all.filter((leaf) => isOwn(leaf, writers.has(leaf.path)));
  const earlier = pastLeaves(item.versions, { userIds, isOwn: (leaf, version) => isOwn(leaf, isOwnWrite(version, item, places)) });
  if (own.length === 0 && earlier.length === 0) return [];
  return [
    {
      bot: item.botId,
      scope: item.scope,
      conversation: item.conversationId,
      updatedAt: item.updatedAt,
      values: own.map(({ path, value }) => hidden({ path, value }, hide)),
      earlier: earlier.map((leaf) => hidden(leaf, hide)),
      withheld: all.length - own.length,
    },
  ];
}

/** An id is somebody's on a channel, which an item of no conversation does not tell. */
function isOwnWrite({ userId, conversationId }: HeldVersion, item: HeldItem, places: readonly OwnConversation[]): boolean {
  const where = item.conversationId ?? conversationId;
  return userId !== null && places.some(({ id, ownIds }) => id === where && ownIds.has(userId));
}

function hidden<T extends { path: string; value: JsonValue }>(leaf: T, hide: HideOthers): T {
  return { ...leaf, path: hide(leaf.path), value: hide(leaf.value) };
}

type PastLeaf = ExportedSharedItem["earlier"][number];
type Attribution = { userIds: ReadonlySet<string>; isOwn: (leaf: SharedLeaf, version: HeldVersion) => boolean };

/** What each write added or changed of the person's values. */
function pastLeaves(versions: readonly HeldVersion[], { userIds, isOwn }: Attribution): PastLeaf[] {
  const before = new Map<string, JsonValue>();
  return versions.flatMap((version) => {
    const { property, at, value } = version;
    const was = before.get(property);
    if (value === undefined) before.delete(property);
    else before.set(property, value);
    if (value === undefined) return [];
    const item: JsonObject = Object.defineProperty({}, property, { value, enumerable: true });
    const changed = listSharedLeaves(item, userIds).filter((leaf) => !stoodBefore(was, leaf));
    return changed.filter((leaf) => isOwn(leaf, version)).map((leaf) => ({ at, path: leaf.path, value: leaf.value }));
  });
}

function stoodBefore(was: JsonValue | undefined, { path, value }: SharedLeaf): boolean {
  return was !== undefined && getAtPath(was, parsePointer(path).slice(1)) === value;
}
