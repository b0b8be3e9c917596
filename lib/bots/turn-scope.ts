import { AsyncLocalStorage } from "node:async_hooks";
import { processSingleton } from "@/lib/env";
import { type BotStorage, type LateWork, WorkBasis } from "@/lib/state";
import type { ActivitySender, HostedTurn } from "./bot-host";
import { TurnObserver } from "./turn-observer";

/** What the host knows about the work a bot is doing now: in a turn, after it, or outside any. */
export type TurnScope = {
  conversationId: string;
  sender: ActivitySender;
  /** The turn's number, also after its end; null outside turns. */
  turnNumber: number | null;
  /** What the bot knows of what it writes, in the turn and after it. */
  basis: WorkBasis;
  /** As in `LateWork`. */
  beganAt: number;
  /** Whose turn it is; undefined outside turns. */
  person?: { channelId: string; userId: string };
  /** Null once the turn has ended: what the bot still writes is no part of it. */
  storage: BotStorage | null;
  /** Null outside turns. */
  observer: TurnObserver | null;
  signal: AbortSignal;
  /** What `run` threw, then what `onTurnError` threw. */
  failures: unknown[];
  /** `onTurnError` took what `run` threw. */
  isHandled: boolean;
  isQuiet?: boolean;
};

/** Key under which an SDK turn context carries its scope, for work that lost its async context (a pooled callback). */
export const turnScopeKey = Symbol.for("turnscope.turnScope");

const running = processSingleton("turn-scopes", () => new AsyncLocalStorage<TurnScope>());

export function scopeOfTurn(turn: HostedTurn): TurnScope & { observer: TurnObserver } {
  const { number: turnNumber, storage, signal, isQuiet, basis = new WorkBasis(null) } = turn;
  const observer = new TurnObserver();
  return {
    conversationId: turn.activity.conversation.id,
    person: { channelId: turn.activity.channelId, userId: turn.activity.from.id },
    beganAt: basis.beganAt,
    turnNumber,
    sender: turn,
    basis,
    storage,
    observer,
    signal,
    failures: [],
    isHandled: false,
    isQuiet,
  };
}

export function scopeOutsideTurns(conversationId: string, sender: ActivitySender): TurnScope {
  const { signal } = new AbortController();
  const basis = new WorkBasis(null);
  return {
    conversationId,
    turnNumber: null,
    sender,
    basis,
    beganAt: basis.beganAt,
    storage: null,
    observer: null,
    signal,
    failures: [],
    isHandled: false,
  };
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
export function delegatingStorage(directStorageFor: (late: LateWork) => BotStorage): BotStorage {
  // Work without any scope (start-up, timers) cannot be told apart, so that what the bot read last counts.
  const alone = { conversationId: null, turnNumber: null, basis: new WorkBasis(null) };
  const storage = () => {
    const scope = currentScope();
    return scope?.storage ?? directStorageFor(scope ?? alone);
  };
  return {
    read: async (keys) => storage().read(keys),
    write: async (changes) => storage().write(changes),
    delete: async (keys) => storage().delete(keys),
  };
}
