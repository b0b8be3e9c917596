import { type BundleItem, formatStorageKey, type JsonValue, type KeptTurnRecord, parseStorageKey, type StateAddress } from "@/lib/model";
import type { ItemHistory, ItemVersion } from "@/lib/state";

export type ItemsRenaming = { conversationId: string; users: ReadonlyMap<string, string> };

/** The item of the same scope in another conversation, of other people; null when its key does not say whose it is. */
export function renameItem<T extends { key: string; userId: string | null }>(
  item: T,
  { botId, channelId, conversationId }: Omit<StateAddress, "userId">,
  renaming: ItemsRenaming,
): T | null {
  const owner = parseStorageKey(item.key, { botId, channelId, conversationId, userId: item.userId ?? undefined, agentId: botId });
  if (owner.style === "unclassified") return null;
  const userId = owner.userId === undefined ? undefined : (renaming.users.get(owner.userId) ?? owner.userId);
  const renamed = { ...owner, userId, conversationId: owner.conversationId === undefined ? undefined : renaming.conversationId };
  return { ...item, key: formatStorageKey(renamed), userId: userId ?? null };
}

/** The record of a turn with the storage keys that its items have now; keys of no item stay. */
export function renameInRecord(record: KeptTurnRecord, keys: ReadonlyMap<string, string>): KeptTurnRecord {
  const renamed = <T extends { key: string }>(one: T): T => ({ ...one, key: keys.get(one.key) ?? one.key });
  return {
    ...record,
    operations: record.operations.map((operation) => ({ ...operation, items: operation.items.map(renamed) })),
    lostUpdates: record.lostUpdates.map(renamed),
  };
}

/** One history of each key: a fork's own, after that of the conversation it was made from. */
export function joinHistories(own: readonly ItemHistory[], earlier: readonly ItemHistory[]): ItemHistory[] {
  const items = new Map(own.map((item) => [item.key, item]));
  for (const item of earlier) {
    const known = items.get(item.key);
    items.set(item.key, { ...item, data: known?.data ?? null, versions: joinVersions(item.versions, known?.versions ?? []) });
  }
  return [...items.values()];
}

function joinVersions(one: readonly ItemVersion[], other: readonly ItemVersion[]): ItemVersion[] {
  const versions = new Map([...one, ...other].map((version) => [JSON.stringify([version.seq, version.property]), version]));
  return [...versions.values()].sort((a, b) => a.seq - b.seq);
}

/** As a bundle carries it: each value stands once. */
export function toBundleItem({ versions, ...item }: ItemHistory): BundleItem {
  const places = new Map<string, number>();
  const placeOf = (text: string | null): number | null => {
    if (text === null) return null;
    const place = places.get(text) ?? places.size;
    places.set(text, place);
    return place;
  };
  const placed = versions.map(({ seq, property, text }) => ({ seq, property, value: placeOf(text) }));
  return { ...item, values: [...places.keys()].map((text) => JSON.parse(text) as JsonValue), versions: placed };
}

export function fromBundleItem({ values, versions, ...item }: BundleItem): ItemHistory {
  const texts = values.map((value) => JSON.stringify(value));
  const placed = versions.map(({ seq, property, value }) => ({ seq, property, text: value === null ? null : (texts[value] ?? null) }));
  return { ...item, versions: placed.sort((one, other) => one.seq - other.seq) };
}
