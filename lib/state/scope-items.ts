import {
  findDialogProperty,
  formatStorageKey,
  type ItemScope,
  itemScopes,
  type StateAddress,
  type StorageKeyParts,
  type StorageKeyStyle,
} from "@/lib/model";
import { dataOf, type FoundItems, findStoreItems, itemIdOf, type StoredOwner, type StoreItem } from "./store-item";

/** Whose state, and in which form the bot writes its keys when nothing is stored yet. */
export type ScopeAddress = StateAddress & { keyStyle: StorageKeyStyle };

/** The key and the item (if stored) that hold a scope. */
type ScopeItem = { key: string; id: string; item: StoreItem | undefined };

/** Which item holds the dialog stack, or would, and as which property. */
export type DialogPlace = { dialogIn: "conversation" | "private"; dialogProperty: string | null };

export type ScopeItems = DialogPlace & { items: Record<ItemScope, ScopeItem> };

/** Finds a person's items in any form of key: where something is stored, else where it was, else the bot's own form. */
export async function findScopeItems(address: ScopeAddress): Promise<ScopeItems> {
  return chooseScopeItems(address, await findStoreItems(scopeItemIds(address)));
}

/** The same among items that were read already. */
export function chooseScopeItems(address: ScopeAddress, found: FoundItems): ScopeItems {
  const [user, conversation, privately] = itemScopes.map((scope) => chooseKey(address, scope, found));
  const items = { user, conversation, private: privately } as ScopeItems["items"];
  return { items, ...placeOfDialog(items) };
}

/** Every item that could hold one of the scopes, in the order in which gates are taken. */
export function scopeItemIds(address: ScopeAddress): string[] {
  return itemScopes.flatMap((scope) => candidateKeys(address, scope).map((key) => itemIdOf(address.botId, key))).sort();
}

/** A key of another form may also be somebody else's of the bot's own form: a plain "users/a/" is a state-class "a" too. */
function chooseKey(address: ScopeAddress, scope: ItemScope, { stored, owners }: FoundItems): ScopeItem {
  const [own, ...others] = candidateKeys(address, scope).map((key) => {
    const id = itemIdOf(address.botId, key);
    return { key, id, item: stored.get(id) };
  });
  if (!own) throw new RangeError("Every scope has at least one form of key.");
  const choices = [own, ...others.filter(({ id }) => isOwnedBy(owners.get(id), address, scope))];
  return choices.find(({ item }) => item) ?? choices.find(({ id }) => owners.has(id)) ?? own;
}

function isOwnedBy(owner: StoredOwner | undefined, { conversationId, userId }: ScopeAddress, scope: ItemScope): boolean {
  if (owner?.scope !== scope) return false;
  return (scope === "user" || owner.conversationId === conversationId) && (scope === "conversation" || owner.userId === userId);
}

/** A v4 stack is in the conversation item, a v3 one in the private item; new dialogs begin in the conversation. */
function placeOfDialog(items: ScopeItems["items"]): DialogPlace {
  const inConversation = dialogPropertyOf(items.conversation);
  const inPrivate = dialogPropertyOf(items.private);
  if (inConversation === null && inPrivate !== null) return { dialogIn: "private", dialogProperty: inPrivate };
  return { dialogIn: "conversation", dialogProperty: inConversation };
}

function dialogPropertyOf({ item }: ScopeItem): string | null {
  return item ? findDialogProperty(dataOf(item)) : null;
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
