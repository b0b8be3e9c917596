import { processSingleton } from "@/lib/env";
import { HarnessError } from "@/lib/model";

type RunningTurns = { turns: Set<Promise<unknown>>; isClosing: boolean };

const runningTurns = (): RunningTurns => processSingleton("running-turns", () => ({ turns: new Set(), isClosing: false }));

/** Throws once the server has begun to stop: what would not end in time must not begin. */
export function refuseWhileStopping(): void {
  if (!runningTurns().isClosing) return;
  throw new HarnessError("shutting_down", "The server is stopping. Send again when it is back.");
}

export function trackTurn<T>(turn: Promise<T>): Promise<T> {
  const { turns } = runningTurns();
  turns.add(turn);
  const forget = (): void => void turns.delete(turn);
  turn.then(forget, forget);
  return turn;
}

/** Lets no new turn begin and waits for those that run; true when all ended within the time. */
export async function finishTurns(timeoutMs: number): Promise<boolean> {
  const state = runningTurns();
  state.isClosing = true;
  const ended = Promise.allSettled(state.turns).then(() => true);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), timeoutMs);
  });
  return Promise.race([ended, late]).finally(() => clearTimeout(timer));
}
