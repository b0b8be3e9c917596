import {
  type AllScopes,
  emptyScopeState,
  findDialogProperty,
  type ItemScope,
  type JsonObject,
  jsonBytes,
  type ScopeState,
  splitItem,
} from "@/lib/model";
import { findScopeItems, type ScopeAddress, type ScopeItems } from "./scope-items";
import { dataOf, type StoreItem } from "./store-item";

/** The four scopes of one person in one conversation, as stored now. The dialog scope is cut out of the item that holds it. */
export async function readScopes(address: ScopeAddress): Promise<AllScopes> {
  return toAllScopes(await findScopeItems(address));
}

export function toAllScopes({ items, dialogIn }: ScopeItems): AllScopes {
  return {
    user: wholeScope(items.user.item),
    conversation: scopeWithoutDialog(items, "conversation", dialogIn),
    private: scopeWithoutDialog(items, "private", dialogIn),
    dialog: dialogScope(items[dialogIn].item),
  };
}

function wholeScope(item: StoreItem | undefined): ScopeState {
  return item ? { ...stamp(item), data: dataOf(item), bytes: item.bytes } : emptyScopeState;
}

function scopeWithoutDialog(items: ScopeItems["items"], scope: ItemScope, dialogIn: ItemScope): ScopeState {
  const item = items[scope].item;
  if (!item || scope !== dialogIn) return wholeScope(item);
  const data = dataOf(item);
  if (findDialogProperty(data) === null) return wholeScope(item);
  const { rest } = splitItem(data);
  const isEmpty = Object.keys(rest).length === 0;
  return { ...stamp(item), data: isEmpty ? null : rest, bytes: isEmpty ? 0 : jsonBytes(rest) };
}

function dialogScope(item: StoreItem | undefined): ScopeState {
  if (!item) return emptyScopeState;
  const { dialogProperty, dialog } = splitItem(dataOf(item));
  if (dialogProperty === null || dialog === null) return { ...emptyScopeState, eTag: item.eTag };
  return { ...stamp(item), data: dialog as JsonObject, bytes: jsonBytes(dialog), property: dialogProperty };
}

function stamp(item: StoreItem): Pick<ScopeState, "eTag" | "updatedAt" | "updatedBy"> {
  return { eTag: item.eTag, updatedAt: item.updatedAt, updatedBy: item.writer };
}
