import {
  findDialogProperty,
  formatStorageKey,
  type ItemScope,
  itemScopes,
  type StateAddress,
  type StorageKeyParts,
  type StorageKeyStyle,
} from "@/lib/model";
import { dataOf, itemIdOf, readStoreItems, type StoreItem } from "./store-item";

/** Whose state, and in which form the bot writes its keys when nothing is stored yet. */
export type ScopeAddress = StateAddress & { keyStyle: StorageKeyStyle };

/** The key and the item (if stored) that hold each scope, and which of them holds the dialog stack. */
export type ScopeItems = {
  items: Record<ItemScope, { key: string; id: string; item: StoreItem | undefined }>;
  dialogIn: "conversation" | "private";
};

/** Finds a person's items in any form of key: the bot's own form first, then the others that SDKs write. */
export async function findScopeItems(address: ScopeAddress): Promise<ScopeItems> {
  const candidates = itemScopes.map((scope) => ({ scope, keys: candidateKeys(address, scope) }));
  const ids = candidates.flatMap(({ keys }) => keys.map((key) => itemIdOf(address.botId, key)));
  const stored = await readStoreItems(ids);
  const [user, conversation, privately] = candidates.map(({ keys }) => chooseKey(address.botId, keys, stored));
  const items = { user, conversation, private: privately } as ScopeItems["items"];
  return { items, dialogIn: placeOfDialog(items) };
}

/** Every item that could hold one of the scopes, in the order in which gates are taken. */
export function scopeItemIds(address: ScopeAddress): string[] {
  return itemScopes.flatMap((scope) => candidateKeys(address, scope).map((key) => itemIdOf(address.botId, key))).sort();
}

function chooseKey(
  botId: string,
  keys: readonly string[],
  stored: Map<string, StoreItem>,
): { key: string; id: string; item: StoreItem | undefined } {
  const choices = keys.map((key) => ({ key, id: itemIdOf(botId, key), item: stored.get(itemIdOf(botId, key)) }));
  const [preferred] = choices;
  if (!preferred) throw new RangeError("Every scope has at least one form of key.");
  return choices.find((choice) => choice.item) ?? preferred;
}

/** A v4 stack is in the conversation item, a v3 one in the private item; new dialogs begin in the conversation. */
function placeOfDialog(items: ScopeItems["items"]): "conversation" | "private" {
  const holds = (scope: ItemScope): boolean => {
    const item = items[scope].item;
    return item !== undefined && findDialogProperty(dataOf(item)) !== null;
  };
  return !holds("conversation") && holds("private") ? "private" : "conversation";
}

function candidateKeys(address: ScopeAddress, scope: ItemScope): string[] {
  const styles = [address.keyStyle, "state-class", "plain", "turn-state"] as const;
  const usable = styles.filter((style) => !(scope === "private" && style === "turn-state"));
  return [...new Set(usable.map((style) => formatStorageKey(keyParts(address, scope, style))))];
}

function keyParts(address: ScopeAddress, scope: ItemScope, style: StorageKeyStyle): StorageKeyParts {
  const { channelId, conversationId, userId, botId } = address;
  return {
    style,
    scope,
    channelId,
    namespace: "",
    agentId: style === "turn-state" ? botId : undefined,
    conversationId: scope === "user" ? undefined : conversationId,
    userId: scope === "conversation" ? undefined : userId,
  };
}
