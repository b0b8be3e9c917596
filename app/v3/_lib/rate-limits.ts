import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { processSingleton } from "@/lib/env";
import { HarnessError } from "@/lib/model";

/** Far above what people and polling clients do; a program that runs away is stopped before it fills the disk. */
const limits = {
  /** Tokens and starts, by bot. */
  start: { points: 1_000, duration: 10 },
  /** What a bot asks of us, which may talk to hundreds at once. */
  bot: { points: 30_000, duration: 10 },
  /** Everything else, by conversation. */
  conversation: { points: 2_000, duration: 10 },
} as const;
type LimitedAct = keyof typeof limits;

function limiters(): Record<LimitedAct, RateLimiterMemory> {
  return processSingleton("direct-line-limits", () => ({
    start: new RateLimiterMemory(limits.start),
    bot: new RateLimiterMemory(limits.bot),
    conversation: new RateLimiterMemory(limits.conversation),
  }));
}

/** Throws `too_many_requests` with the time to wait. */
export async function limitRate(act: LimitedAct, key: string): Promise<void> {
  try {
    await limiters()[act].consume(key);
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    const retryAfterSeconds = Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
    throw new HarnessError("too_many_requests", `Too many requests. Ask again in ${retryAfterSeconds} s.`, {
      details: { retryAfterSeconds },
    });
  }
}
