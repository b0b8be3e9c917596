import { type AllScopes, type ScopeState, scopes } from "@/lib/model";
import { readItemsAt } from "./read-items-at";
import { toAllScopes } from "./read-scopes";
import { chooseScopeItems, type ScopeAddress, scopeItemIds } from "./scope-items";

/** The four scopes as they were right after state write `seq`. What is past has no eTag. */
export async function readScopesAt(address: ScopeAddress, seq: number): Promise<AllScopes> {
  const state = toAllScopes(chooseScopeItems(address, await readItemsAt(scopeItemIds(address), seq)));
  return Object.fromEntries(scopes.map((scope) => [scope, withoutETag(state[scope])])) as AllScopes;
}

function withoutETag(state: ScopeState): ScopeState {
  return { ...state, eTag: null };
}
