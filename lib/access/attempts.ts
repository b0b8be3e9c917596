import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { processSingleton } from "@/lib/env";
import { type Caller, HarnessError } from "@/lib/model";
import { addressOf } from "./client-address";

const freeTries = 5;
const longestWaitSeconds = 15 * 60;
const daySeconds = 24 * 60 * 60;

type Limits = { failures: RateLimiterMemory; address: RateLimiterMemory; search: RateLimiterMemory };

function limits(): Limits {
  return processSingleton("access-limits", () => ({
    // Counts failures of one account from one address, for a day.
    failures: new RateLimiterMemory({ keyPrefix: "failures", points: 1_000_000, duration: daySeconds }),
    address: new RateLimiterMemory({ keyPrefix: "address", points: 60, duration: 600 }),
    search: new RateLimiterMemory({ keyPrefix: "search", points: 120, duration: 60 }),
  }));
}

/** `address`: as `whereFrom` answers it. */
type Attempt = { login: string; address: string };

const waits = (): Map<string, number> => processSingleton("access-waits", () => new Map<string, number>());

/**
 * Throws `too_many_requests` while somebody who guessed wrong has to wait. It counts an account together with an address, never the account
 * alone: nobody can lock another out from elsewhere. An address has a limit of its own over all accounts.
 */
export async function requireAttempt(attempt: Attempt): Promise<void> {
  const until = waits().get(keyOf(attempt)) ?? 0;
  if (until > Date.now()) throw tooMany(until - Date.now());
  await consume(limits().address, attempt.address);
}

/** After five failures each one doubles the wait, up to a quarter of an hour. */
export async function noteFailure(attempt: Attempt): Promise<void> {
  const key = keyOf(attempt);
  const { consumedPoints } = await limits().failures.penalty(key);
  if (consumedPoints < freeTries) return;
  forgetOldWaits();
  waits().set(key, Date.now() + Math.min(2 ** (consumedPoints - freeTries + 1), longestWaitSeconds) * 1000);
}

/** After the right password: what was tried before counts no more, and this try was none of a guesser's. */
export async function forgetFailures(attempt: Attempt): Promise<void> {
  waits().delete(keyOf(attempt));
  await limits().failures.delete(keyOf(attempt));
  await limits().address.reward(attempt.address, 1);
}

/** Links and detours over the provider, by address. Throws `too_many_requests`. */
export async function limitLinks(headers: Headers): Promise<void> {
  await consume(limits().address, addressOf(headers));
}

/** What goes through many people's values may be asked for twice a second on average. Throws `too_many_requests`. */
export async function limitSearch({ kind, id }: Pick<Caller, "kind" | "id">): Promise<void> {
  if (kind !== "local") await consume(limits().search, id);
}

async function consume(limiter: RateLimiterMemory, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    throw tooMany(refusal.msBeforeNext);
  }
}

function forgetOldWaits(): void {
  const now = Date.now();
  for (const [key, until] of waits()) if (until <= now) waits().delete(key);
}

function tooMany(waitMs: number): HarnessError {
  const retryAfterSeconds = Math.max(1, Math.ceil(waitMs / 1000));
  return new HarnessError("too_many_requests", `Too many tries. Try again in ${retryAfterSeconds} s.`, { details: { retryAfterSeconds } });
}

function keyOf({ login, address }: Attempt): string {
  return JSON.stringify([login.trim().toLowerCase(), address]);
}
