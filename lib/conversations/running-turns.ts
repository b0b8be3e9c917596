import { processSingleton } from "@/lib/env";
import { HarnessError, type TurnDetail } from "@/lib/model";

type RunningTurns = { turns: Map<string, Promise<TurnDetail>>; work: Set<Promise<unknown>>; isClosing: boolean };

const runningTurns = (): RunningTurns => processSingleton("running-turns", () => ({ turns: new Map(), work: new Set(), isClosing: false }));

/** Throws once the server has begun to stop: what would not end in time must not begin. */
export function refuseWhileStopping(): void {
  if (!runningTurns().isClosing) return;
  throw new HarnessError("shutting_down", "The server is stopping. Send again when it is back.");
}

/** Stopping waits for this. It begins before a turn is in the log, so that none that was accepted is cut off. */
export function waitBeforeStopping(work: Promise<unknown>): void {
  const running = runningTurns().work;
  running.add(work);
  const forget = (): void => void running.delete(work);
  work.then(forget, forget);
}

export function trackTurn(conversationId: string, number: number, turn: Promise<TurnDetail>): Promise<TurnDetail> {
  const { turns } = runningTurns();
  const key = keyOf(conversationId, number);
  turns.set(key, turn);
  const forget = (): void => void turns.delete(key);
  turn.then(forget, forget);
  return turn;
}

/** The end of a turn that is running now, or null. */
export function getRunningTurn(conversationId: string, number: number): Promise<TurnDetail> | null {
  return runningTurns().turns.get(keyOf(conversationId, number)) ?? null;
}

/** Waits for the turns of a conversation, up to number `last`, that are running now, however they end. */
export async function waitForTurns(conversationId: string, last: number): Promise<void> {
  const ends = [...runningTurns().turns].filter(([key]) => {
    const [ofConversation, number] = JSON.parse(key) as [string, number];
    return ofConversation === conversationId && number <= last;
  });
  await Promise.allSettled(ends.map(([, turn]) => turn));
}

/** Lets no new turn begin and waits for those that run; true when all ended within the time. */
export async function finishTurns(timeoutMs: number): Promise<boolean> {
  const state = runningTurns();
  state.isClosing = true;
  const ended = Promise.allSettled(state.work).then(() => true);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), timeoutMs);
  });
  return Promise.race([ended, late]).finally(() => clearTimeout(timer));
}

function keyOf(conversationId: string, number: number): string {
  return JSON.stringify([conversationId, number]);
}
