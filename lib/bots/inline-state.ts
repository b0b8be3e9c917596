import type { InlineState } from "@/lib/channels";
import { filterOwn, getOwn, type ItemScope, itemScopes, type JsonObject, type StateAddress, setOwn, storageKeyFor } from "@/lib/model";
import type { BotStorage } from "@/lib/state";

type Keys = Record<ItemScope, string>;

/** The keys under which the state is kept that rides on messages (protocols 3.1). */
export function inlineKeysOf(address: StateAddress): Keys {
  return Object.fromEntries(itemScopes.map((scope) => [scope, storageKeyFor(address, scope, "plain")])) as Keys;
}

export async function readInlineState(storage: BotStorage, address: StateAddress): Promise<InlineState> {
  const keys = inlineKeysOf(address);
  const items = (await storage.read(Object.values(keys))) as JsonObject;
  const dataOf = (scope: ItemScope): JsonObject | null => {
    const item = getOwn(items, keys[scope]);
    return item === undefined ? null : filterOwn(item as JsonObject, (name) => name !== "eTag");
  };
  return { user: dataOf("user"), conversation: dataOf("conversation"), private: dataOf("private") };
}

/** A scope that is missing stays as it is, null empties it. */
export async function writeInlineState(storage: BotStorage, address: StateAddress, state: Partial<InlineState>): Promise<void> {
  const keys = inlineKeysOf(address);
  const changes = {};
  const gone: string[] = [];
  for (const scope of itemScopes) {
    const data = state[scope];
    if (data) setOwn(changes, keys[scope], data);
    else if (data === null) gone.push(keys[scope]);
  }
  if (Object.keys(changes).length > 0) await storage.write(changes);
  if (gone.length > 0) await storage.delete(gone);
}
