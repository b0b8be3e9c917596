import type { Db } from "@/lib/db";
import { processSingleton } from "@/lib/env";

const tails = processSingleton("audit-order", () => new WeakMap<Db, Promise<unknown>>());

/** Signing, purging and verifying one log happen one after another, so that none sees another half done. */
export function oneAfterAnother<T>(db: Db, work: () => Promise<T>): Promise<T> {
  const before = tails.get(db) ?? Promise.resolve();
  const done = before.then(work, work);
  tails.set(db, done);
  // Whoever asked for it hears of it when it fails.
  done.catch(() => undefined);
  return done;
}
