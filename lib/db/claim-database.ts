import path from "node:path";
import Database from "better-sqlite3";
import { HarnessError } from "@/lib/model";
import type { DbLocation } from "./db";
import { makeFolder } from "./make-folder";

/**
 * Makes this process the only one that serves the embedded database: turns, watermarks and locks are counted in memory.
 * The claim is a lock that the system gives back when the process dies, however it dies. Throws `invalid_setting` when
 * another process has it. A PostgreSQL database is not claimed: whoever runs two servers on one must not.
 */
export function claimDatabase({ databaseUrl, dataFolder }: DbLocation): void {
  if (databaseUrl !== null) return;
  makeFolder(dataFolder);
  const claim = new Database(path.join(dataFolder, "turnscope.lock"), { timeout: 0 });
  try {
    claim.exec("BEGIN EXCLUSIVE");
  } catch (cause) {
    claim.close();
    const sentence = `TURNSCOPE_DATA is "${dataFolder}", and another Turnscope is using it; stop that one, or choose another folder.`;
    throw new HarnessError("invalid_setting", sentence, { cause });
  }
  // Unreachable objects are closed, and the lock with them.
  claims.add(claim);
}

const claims = new Set<Database.Database>();
