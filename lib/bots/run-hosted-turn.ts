import type { HostedTurn, HostedTurnResult } from "./bot-host";
import { observeConsole } from "./observe-console";
import { toCombinedError, toTurnError } from "./to-turn-error";
import { runInScope, scopeOfTurn, type TurnScope } from "./turn-scope";

/** The part of a turn that is the same for every SDK: its scope, its end, and what came of it. */
export async function runHostedTurn(turn: HostedTurn, run: (scope: TurnScope) => Promise<void>): Promise<HostedTurnResult> {
  observeConsole();
  const scope = scopeOfTurn(turn);
  const finished = runInScope(scope, async () => run(scope)).catch((error: unknown) => noteFailure(scope, error));
  const aborted = whenAborted(turn.signal);
  try {
    const abortedFor = await Promise.race([finished, aborted.promise]);
    const error = abortedFor ? toTurnError(abortedFor.reason) : toCombinedError(scope);
    return { error, observed: scope.observer.end() };
  } finally {
    aborted.stop();
    scope.storage = null;
  }
}

/** Notes what was thrown, once: SDK adapters throw the bot's error again when no handler took it, Agents wraps a non-Error. */
function noteFailure(scope: TurnScope, error: unknown): void {
  if (scope.failures.length === 0) scope.failures.push(error);
}

/** Runs the bot's part of the turn, noting what it throws before the SDK's adapter sees it. */
export async function noteFailureOf(scope: TurnScope, run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    noteFailure(scope, error);
    throw error;
  }
}

/** Runs the bot's onTurnError. After an abort it is not asked: the turn is over and an apology would only confuse. */
export async function handleFailure(scope: TurnScope, error: unknown, handle: () => Promise<void>): Promise<void> {
  if (scope.signal.aborted) return;
  noteFailure(scope, error);
  try {
    await handle();
    scope.isHandled = true;
  } catch (thrown) {
    if (thrown !== error) scope.failures.push(thrown);
    throw thrown;
  }
}

export function whenAborted(signal: AbortSignal): { promise: Promise<{ reason: unknown }>; stop(): void } {
  let stop = () => {};
  const promise = new Promise<{ reason: unknown }>((resolve) => {
    const onAbort = () => resolve({ reason: signal.reason });
    if (signal.aborted) onAbort();
    else signal.addEventListener("abort", onAbort, { once: true });
    stop = () => signal.removeEventListener("abort", onAbort);
  });
  return { promise, stop: () => stop() };
}
