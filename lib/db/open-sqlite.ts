import { accessSync, constants } from "node:fs";
import path from "node:path";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import { HarnessError } from "@/lib/model";
import type { Db } from "./db";
import { PrismaClient } from "./generated/sqlite/client";
import { makeFolder } from "./make-folder";
import { prismaDb } from "./prisma-db";
import { serialQueue } from "./serial-queue";

/** The embedded database's file. */
export function sqliteFile(dataFolder: string): string {
  return path.join(dataFolder, "turnscope.db");
}

export async function openSqlite(dataFolder: string): Promise<Db> {
  requireWritableFolder(dataFolder);
  const file = sqliteFile(dataFolder);
  const client = new PrismaClient({ adapter: sqliteAdapter(dataFolder) });
  try {
    await setPragmas(client);
  } catch (cause) {
    await client.$disconnect();
    throw new HarnessError("database_unreachable", `${file} cannot be opened as Turnscope's SQLite database; move it away or repair it.`, {
      cause,
    });
  }
  // The adapter has one connection, and a statement that ran between another's BEGIN and COMMIT would share its fate.
  return prismaDb({ provider: "sqlite", client, place: file, schedule: serialQueue(), isGrouped: true });
}

export function sqliteAdapter(dataFolder: string): PrismaBetterSqlite3 {
  return new PrismaBetterSqlite3({ url: sqliteFile(dataFolder) });
}

/** Creates the folder when it is missing; throws `invalid_setting` when it cannot hold the database. */
function requireWritableFolder(dataFolder: string): void {
  try {
    makeFolder(dataFolder);
    accessSync(dataFolder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (cause) {
    const sentence = `TURNSCOPE_DATA is "${dataFolder}", and that is not a folder Turnscope can write to; for example TURNSCOPE_DATA=.data.`;
    throw new HarnessError("invalid_setting", sentence, { cause });
  }
}

/** Per connection (journal_mode: per file), with the values that reading them back must give. */
const pragmas = [
  { name: "journal_mode", value: "WAL", stored: "wal" },
  // Commits survive the death of the process; a power cut may take the last of them, but never harms the file.
  { name: "synchronous", value: "NORMAL", stored: "1" },
  // Overwrites what is deleted, so that erased personal data does not linger in free pages.
  { name: "secure_delete", value: "ON", stored: "1" },
  { name: "foreign_keys", value: "ON", stored: "1" },
] as const;

async function setPragmas(client: PrismaClient): Promise<void> {
  for (const { name, value, stored } of pragmas) {
    await client.$queryRawUnsafe(`PRAGMA ${name} = ${value}`);
    const [row] = await client.$queryRawUnsafe<Record<string, unknown>[]>(`PRAGMA ${name}`);
    const actual = String(Object.values(row ?? {})[0]);
    if (actual !== stored) throw new Error(`PRAGMA ${name} is ${actual} after it was set to ${value}`);
  }
}
