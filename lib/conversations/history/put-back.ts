import { HarnessError } from "@/lib/model";
import { lostValueWrites, type WriteScopesResult } from "@/lib/state";
import { requireActiveConversation } from "../active-conversation";
import { requireTurn } from "../require-turn";
import { scopeAddress, writeState } from "../write-state";

/** Puts back the values that a turn overwrote without having read them. Throws `turn_not_found`, `stale_etag`, `invalid_request`. */
export async function putBackLostValues(conversationId: string, turn: number, by: string): Promise<WriteScopesResult> {
  const { userId, record } = await requireTurn(conversationId, turn);
  if (record.lostUpdates.length === 0) throw new HarnessError("invalid_request", "This turn overwrote nothing that it had not read.");
  const address = await scopeAddress(await requireActiveConversation(conversationId), userId);
  const writes = await lostValueWrites(address, record.lostUpdates);
  return writeState({ conversationId, userId, writes, kind: "restore", by });
}
