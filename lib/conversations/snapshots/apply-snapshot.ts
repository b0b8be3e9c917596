import { type ApplySnapshotRequest, itemScopes, type Scope, toSnapshotItems } from "@/lib/model";
import type { Commit, ScopeWrite, WriteScopesResult } from "@/lib/state";
import { requireActiveConversation } from "../active-conversation";
import { writeState } from "../write-state";
import { requireSnapshotFor } from "./snapshot-row";

/**
 * Makes a person's four scopes what the snapshot holds; what it does not hold is removed. One transaction, an entry of its own on the
 * timeline. Throws `stale_etag` with the current values when a scope changed since the eTag given for it.
 */
export async function applySnapshot(
  id: string,
  request: ApplySnapshotRequest & { by: string; commit?: Commit },
): Promise<WriteScopesResult> {
  const { conversationId, userId, eTags = {}, by, commit } = request;
  const { botId } = await requireActiveConversation(conversationId);
  const { state } = await requireSnapshotFor(id, botId);
  const conditionOf = (scope: Scope) => (eTags[scope] === undefined ? "*" : eTags[scope]);
  const items = toSnapshotItems(state);
  const writes: ScopeWrite[] = [
    // The dialog comes back with the item it was in, under the name it had: here it may have had another.
    { scope: "dialog", data: null, ifMatch: conditionOf("dialog") },
    ...itemScopes.map((scope) => ({ scope, data: items[scope], ifMatch: conditionOf(scope) })),
  ];
  return writeState({ conversationId, userId, writes, kind: "snapshot", by, commit });
}
