import type { Db } from "@/lib/db";
import { type Line, newLine, processSingleton } from "@/lib/env";

const lines = processSingleton("audit-order", () => new WeakMap<Db, Line>());

/** Signing, purging and verifying one log happen one after another, so that none sees another half done. */
export function oneAfterAnother<T>(db: Db, work: () => Promise<T>): Promise<T> {
  const line = lines.get(db) ?? newLine();
  lines.set(db, line);
  return line(work);
}
