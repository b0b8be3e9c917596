import { AsyncLocalStorage } from "node:async_hooks";
import type { BotStorage, LateWork } from "@/lib/state";
import type { ActivitySender, HostedTurn } from "./bot-host";

/** What the host knows about the work a bot is doing now: in a turn, after it, or outside any. */
export type TurnScope = {
  conversationId: string;
  /** When the turn's activity came in; null outside turns. */
  startedAt: string | null;
  sender: ActivitySender;
  /** Null once the turn has ended: what the bot still writes is no part of it. */
  storage: BotStorage | null;
  signal: AbortSignal;
  /** What `run` threw, then what `onTurnError` threw. */
  failures: unknown[];
};

/** Key under which an SDK turn context carries its scope, for work that lost its async context (a pooled callback). */
export const turnScopeKey = Symbol("turnscope.turnScope");

const running = new AsyncLocalStorage<TurnScope>();

export function scopeOfTurn(turn: HostedTurn): TurnScope {
  const { conversation, timestamp: startedAt } = turn.activity;
  return { conversationId: conversation.id, startedAt, sender: turn, storage: turn.storage, signal: turn.signal, failures: [] };
}

export function scopeOutsideTurns(conversationId: string, sender: ActivitySender): TurnScope {
  return { conversationId, startedAt: null, sender, storage: null, signal: new AbortController().signal, failures: [] };
}

export function runInScope<T>(scope: TurnScope, work: () => T): T {
  return running.run(scope, work);
}

export function currentScope(): TurnScope | undefined {
  return running.getStore();
}

/**
 * The storage a bot is created with: that of the turn it is working in, else a direct one. That one is told which
 * conversation the bot is working for, when it still works for one after the turn.
 */
export function delegatingStorage(directStorageFor: (late: LateWork | null) => BotStorage): BotStorage {
  const storage = () => {
    const scope = currentScope();
    if (!scope) return directStorageFor(null);
    return scope.storage ?? directStorageFor({ conversationId: scope.conversationId, turnStartedAt: scope.startedAt });
  };
  return {
    read: async (keys) => storage().read(keys),
    write: async (changes) => storage().write(changes),
    delete: async (keys) => storage().delete(keys),
  };
}
