import { accessSync, constants } from "node:fs";
import path from "node:path";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import { HarnessError } from "@/lib/model";
import type { Db } from "./db";
import { PrismaClient } from "./generated/sqlite/client";
import { groupCommit } from "./group-commit";
import { makeFolder } from "./make-folder";
import { prismaDb } from "./prisma-db";
import { SqliteReader } from "./sqlite-reader";
import { openSqliteWriter } from "./sqlite-writer";
import { sqliteUpkeep } from "./upkeep";

/** The embedded database's file. */
export function sqliteFile(dataFolder: string): string {
  return path.join(dataFolder, "turnscope.db");
}

/** Prisma reads on one connection, our writer writes on another: no reader can see, or slip into, a transaction that is under way. */
export async function openSqlite(dataFolder: string): Promise<Db> {
  requireWritableFolder(dataFolder);
  const file = sqliteFile(dataFolder);
  try {
    const connection = openSqliteWriter(file);
    const { commit, close } = connection;
    const client = new PrismaClient({ adapter: sqliteAdapter(dataFolder) });
    await client.$queryRawUnsafe("PRAGMA query_only = ON");
    const writer = { transaction: groupCommit(commit), close };
    return prismaDb({
      provider: "sqlite",
      client,
      place: file,
      writer,
      reader: new SqliteReader(file),
      upkeep: sqliteUpkeep(file, connection),
    });
  } catch (cause) {
    throw new HarnessError("database_unreachable", `${file} cannot be opened as Turnscope's SQLite database; move it away or repair it.`, {
      cause,
    });
  }
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
