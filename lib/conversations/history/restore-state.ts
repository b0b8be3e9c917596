import { type JsonObject, type RestoreRequest, scopes } from "@/lib/model";
import type { Commit, WriteScopesResult } from "@/lib/state";
import { writeState } from "../write-state";
import { readStateAt } from "./state-at";

/** Puts scopes back to how they were, as a write by hand that can be undone like any other. Throws `turn_not_found`, `stale_etag`. */
export async function restoreState(
  conversationId: string,
  request: RestoreRequest & { by: string; commit?: Commit },
): Promise<WriteScopesResult> {
  const { turn = 0, seq, before, userId, eTags = {}, by, commit } = request;
  const past = await readStateAt(conversationId, userId, seq === undefined ? { turn, before } : { seq });
  const wanted = scopes.filter((scope) => request.scopes?.includes(scope) ?? true);
  const writes = wanted.map((scope) => {
    const ifMatch = eTags[scope];
    return { scope, data: past[scope].data as JsonObject | null, ifMatch: ifMatch === undefined ? "*" : ifMatch };
  });
  return writeState({ conversationId, userId, writes, kind: "restore", by, commit });
}
