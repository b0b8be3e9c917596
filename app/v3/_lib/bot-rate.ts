import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { processSingleton } from "@/lib/env";
import { HarnessError } from "@/lib/model";

/** Far above what bots do that talk to hundreds at once; one that runs away is stopped before it fills the disk. */
const requestsOfBot = { points: 30_000, duration: 10 };

const limiterOfBots = () => processSingleton("bot-rate", () => new RateLimiterMemory(requestsOfBot));

/** Counts a request of a bot. Throws `too_many_requests` with the time to wait. */
export async function limitBot(botId: string, limiter = limiterOfBots()): Promise<void> {
  try {
    await limiter.consume(botId);
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    const retryAfterSeconds = Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
    throw new HarnessError("too_many_requests", `The bot asks too often. It may go on in ${retryAfterSeconds} s.`, {
      details: { retryAfterSeconds },
    });
  }
}
