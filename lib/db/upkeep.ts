import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { newLine } from "@/lib/env";
import type { Cleaned, Upkeep } from "./db";
import type { RawClient } from "./prisma-db";
import type { SqliteWriter } from "./sqlite-writer";

/** Larger databases are not written anew while people wait: that is done at the next start. */
const compactNowBytes = 64 * 1024 * 1024;
const indexNowRows = 100_000;
const checkpointTries = 600;
const betweenTriesMs = 100;

/** What SQLite keeps of deleted rows: free space in pages (overwritten as it goes), the write-ahead log, and the index of parts. */
export function sqliteUpkeep(file: string, writer: SqliteWriter): Upkeep {
  // One after the other: each makes a copy of the database beside it.
  const inLine = newLine();
  return {
    files: ["", "-wal", "-shm", "-journal"].map((end) => file + end),
    async clean() {
      const undone: Cleaned["undone"] = [];
      writer.requireSecureDelete();
      const isSmall = writer.countFacts(indexNowRows) < indexNowRows;
      if (isSmall) writer.mergeTextIndex();
      else undone.push("text-index");
      if (writer.bytes() <= compactNowBytes) writer.vacuum();
      else undone.push("compaction");
      await truncateLog(writer);
      writer.requireSecureDelete();
      return {
        steps: [
          "secure_delete",
          ...(isSmall ? ["text index merged"] : []),
          ...(undone.includes("compaction") ? [] : ["VACUUM"]),
          "wal_checkpoint(TRUNCATE)",
        ],
        undone,
      };
    },
    truncateLog: () => truncateLog(writer),
    scan: (request) => inLine(() => scanInThread({ ...request, database: file })),
  };
}

/** A reader that is at work holds the log; it is tried again until none is. */
async function truncateLog(writer: SqliteWriter): Promise<void> {
  for (let tries = 1; !writer.checkpoint(); tries++) {
    if (tries === checkpointTries)
      throw new Error("The write-ahead log could not be emptied: something has been reading the database for a minute.");
    await sleep(betweenTriesMs);
  }
}

/**
 * What PostgreSQL keeps of deleted rows: dead tuples, and the commonest values in its statistics. Tables are written anew; so are the
 * statistics, where the account may.
 */
export function postgresUpkeep(client: RawClient & { $executeRawUnsafe(text: string): Promise<unknown> }): Upkeep {
  return {
    files: [],
    async clean(tables) {
      const undone: Cleaned["undone"] = [];
      const steps = ["VACUUM FULL", "ANALYZE"];
      for (const table of tables) await client.$executeRawUnsafe(`VACUUM FULL ANALYZE "${table.replaceAll('"', '""')}"`);
      if (await isAllowed(client, "VACUUM FULL pg_statistic")) steps.push("VACUUM FULL pg_statistic");
      else undone.push("statistics");
      if (await isAllowed(client, "CHECKPOINT")) steps.push("CHECKPOINT");
      return { steps, undone };
    },
    async truncateLog() {},
    scan: (request) => scanInThread({ ...request, database: null }),
  };
}

/** Only an owner of the server may: what it refuses is told, not hidden. */
async function isAllowed(client: { $executeRawUnsafe(text: string): Promise<unknown> }, text: string): Promise<boolean> {
  try {
    await client.$executeRawUnsafe(text);
    return true;
  } catch (error) {
    if (/permission denied|must be (super)?user|42501/i.test(String(error))) return false;
    throw error;
  }
}

type ScanRequest = Parameters<Upkeep["scan"]>[0] & { database: string | null };

/** In a thread of its own: it reads every byte. */
function scanInThread(request: ScanRequest): ReturnType<Upkeep["scan"]> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(path.join(process.cwd(), "lib", "db", "scan-thread.mjs"), { workerData: request, execArgv: [] });
    thread.once("message", resolve);
    thread.once("error", reject);
    thread.once("exit", (code) => {
      if (code !== 0) reject(new Error(`The thread that scans files ended with ${code}.`));
    });
  });
}
