import { remoteTurns } from "@/lib/bots";
import { parseStorageKey } from "@/lib/model";

/** The conversation in which a bot runs its one turn: what it asks meanwhile about a person, or about nobody, is asked there. */
export function conversationInTurn(botId: string): string | null {
  return remoteTurns().onlyConversationOf(botId);
}

/** The conversation that a storage call is about: that of its turn, or else the one that its keys name. */
export function conversationOfStorageCall(botId: string, keys: readonly string[]): string | null {
  const turn = remoteTurns().findByKeys(botId, keys);
  if (turn) return turn.address.conversationId;
  const named = new Set(keys.map(conversationOfKey).filter((id) => id !== null));
  const [only = null] = named;
  return named.size === 1 ? only : conversationInTurn(botId);
}

function conversationOfKey(key: string): string | null {
  const parsed = parseStorageKey(key);
  return parsed.scope === null ? null : (parsed.conversationId ?? null);
}
