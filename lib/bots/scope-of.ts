import type { ActivitySender } from "./bot-host";
import { currentScope, scopeOutsideTurns, type TurnScope, turnScopeKey } from "./turn-scope";

type ContextWithScope = { turnState: { get<T>(key: symbol): T | undefined } };

/** The scope a turn context was made with; a context the bot made itself belongs to the work in hand. */
export function scopeOf(context: ContextWithScope): TurnScope {
  const scope = context.turnState.get<TurnScope>(turnScopeKey) ?? currentScope();
  if (!scope) throw new Error("This turn context does not belong to a turn of the harness.");
  return scope;
}

/** Where a bot that continues a conversation works: in the turn (or its aftermath) if that is the same one, else outside turns. */
export function scopeFor(conversationId: string | undefined, senderFor?: (conversationId: string) => ActivitySender): TurnScope {
  if (!conversationId) throw new TypeError("The conversation reference names no conversation.");
  const current = currentScope();
  if (current?.conversationId === conversationId) return current;
  if (!senderFor) throw new Error(`The conversation ${conversationId} cannot be reached outside its turns.`);
  return scopeOutsideTurns(conversationId, senderFor(conversationId));
}
