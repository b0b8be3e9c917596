import { env, processSingleton } from "@/lib/env";
import type { Db } from "./db";
import { openDb } from "./open-db";

/** What `db()` answers from; tests put their own database here. */
export const processDb = processSingleton("db", (): { opened: Promise<Db> | null } => ({ opened: null }));

/** The database of this process, opened on first use; when opening failed, the next call tries again. */
export function db(): Promise<Db> {
  processDb.opened ??= openDb(env()).catch((error) => {
    processDb.opened = null;
    throw error;
  });
  return processDb.opened;
}
