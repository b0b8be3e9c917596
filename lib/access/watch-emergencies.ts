import { env } from "@/lib/env";
import { endExpiredEmergencies } from "./emergencies";

const everyMs = 5_000;

type WatchOptions = { intervalMs?: number; onError: (error: unknown) => void };

/** Rights end by the clock; this puts it on record and tells open pages. Nothing to do where nobody signs in. */
export function watchEmergencies({ intervalMs = everyMs, onError }: WatchOptions): () => Promise<void> {
  if (env().signIn === null) return async () => {};
  let looking: Promise<unknown> = Promise.resolve();
  const plan = (): void => {
    looking = looking.then(endExpiredEmergencies).catch(onError);
  };
  plan();
  const timer = setInterval(plan, intervalMs).unref();
  return async () => {
    clearInterval(timer);
    await looking;
  };
}
