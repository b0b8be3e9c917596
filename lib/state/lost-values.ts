import { applyChanges, getAtPath, HarnessError, type JsonObject, type LostUpdate, parsePointer } from "@/lib/model";
import { readItemsAt } from "./read-items-at";
import { findScopeItems, type ScopeAddress, type ScopeItems } from "./scope-items";
import { dataOf, itemIdOf } from "./store-item";
import type { ScopeWrite } from "./write-scopes";

/** The writes that put values back in the places where a turn overwrote them. All else stays as it is now. */
export async function lostValueWrites(address: ScopeAddress, lostUpdates: readonly LostUpdate[]): Promise<ScopeWrite[]> {
  const found = await findScopeItems(address);
  return Promise.all(lostUpdates.map((lost) => toScopeWrite(address.botId, found, lost)));
}

async function toScopeWrite(botId: string, { items }: ScopeItems, { key, scope, lostSeq, paths }: LostUpdate): Promise<ScopeWrite> {
  const id = itemIdOf(botId, key);
  if (scope === null || items[scope].id !== id) {
    throw new HarnessError("invalid_request", "A lost value was under a storage key that no scope shows. Nothing was put back.");
  }
  const past = (await readItemsAt([id], lostSeq)).stored.get(id);
  const current = items[scope].item;
  const data = applyChanges(
    current && dataOf(current),
    paths.map((path) => toChange(path, past && dataOf(past))),
  );
  return { scope, data: (data as JsonObject | undefined) ?? null, ifMatch: current?.eTag ?? null };
}

function toChange(path: string, past: JsonObject | undefined) {
  const after = past && getAtPath(past, parsePointer(path));
  return { path, kind: after === undefined ? ("removed" as const) : ("changed" as const), after };
}
