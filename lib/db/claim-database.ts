import path from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import Database from "better-sqlite3";
import { HarnessError } from "@/lib/model";
import { toHarnessError } from "./connection-error";
import type { DbLocation } from "./db";
import { makeFolder } from "./make-folder";

/**
 * Makes this process the only one that serves a database: turns, watermarks and locks are counted in memory. The claim is a lock that
 * the system (or PostgreSQL, when the connection ends) gives back when the process dies, however it dies. Throws `invalid_setting` when
 * another process has it.
 */
export async function claimDatabase({ databaseUrl, dataFolder }: DbLocation): Promise<void> {
  claims.add(databaseUrl === null ? claimFolder(dataFolder) : await claimPostgres(databaseUrl));
}

/** Unreachable connections are closed, and the locks with them. */
const claims = new Set<unknown>();

function claimFolder(dataFolder: string): Database.Database {
  makeFolder(dataFolder);
  const claim = new Database(path.join(dataFolder, "turnscope.lock"), { timeout: 0 });
  try {
    claim.exec("BEGIN EXCLUSIVE");
    return claim;
  } catch (cause) {
    claim.close();
    const sentence = `TURNSCOPE_DATA is "${dataFolder}", and another Turnscope is using it; stop that one, or choose another folder.`;
    throw new HarnessError("invalid_setting", sentence, { cause });
  }
}

/** Any number that no other program is likely to use as an advisory lock in this database. */
const lockNumber = 7_431_202_311;

async function claimPostgres(databaseUrl: string): Promise<unknown> {
  const adapter = await new PrismaPg({ connectionString: databaseUrl, max: 1, idleTimeoutMillis: 0 }).connect();
  try {
    const { rows } = await adapter.queryRaw({ sql: `SELECT pg_try_advisory_lock(${lockNumber})`, args: [], argTypes: [] });
    if (rows[0]?.[0] === true) return adapter;
  } catch (error) {
    await adapter.dispose();
    throw toHarnessError(error, new URL(databaseUrl).host);
  }
  await adapter.dispose();
  throw new HarnessError(
    "invalid_setting",
    "Another Turnscope is using the database of DATABASE_URL; stop that one, or use another database.",
  );
}
