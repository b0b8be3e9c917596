import { mkdtempSync, rmSync, statSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { DbLocation } from "@/lib/db";
import { migrate } from "../../../db/migrate";
import { openDb } from "../../../db/open-db";
import { startPostgresServer } from "../../../db/testing/postgres-server";
import { fillPostgres } from "./fill-database";
import type { PeopleFiles } from "./people-files";

/** A database with made people, and what it takes on disk. */
export type FilledDatabase = { name: "SQLite" | "PostgreSQL"; location: DbLocation; bytes: number };

/** On a copy of the file with so many people, which is removed afterwards. */
export async function onSqlite<T>(files: PeopleFiles, people: number, work: (filled: FilledDatabase) => Promise<T>): Promise<T> {
  const dataFolder = await files.folderWith(people);
  try {
    const { size } = statSync(path.join(dataFolder, "turnscope.db"));
    return await work({ name: "SQLite", location: { databaseUrl: null, dataFolder }, bytes: size });
  } finally {
    rmSync(dataFolder, { recursive: true, force: true });
  }
}

/** On a server of its own that is filled first, and removed afterwards. */
export async function onPostgres<T>(people: number, work: (filled: FilledDatabase) => Promise<T>): Promise<T> {
  const dataFolder = mkdtempSync(path.join(os.tmpdir(), "turnscope-people-"));
  const postgres = await startPostgresServer();
  try {
    const location = { databaseUrl: postgres.url("postgres"), dataFolder };
    await migrate(location);
    return await work({ name: "PostgreSQL", location, bytes: await fill(location, people) });
  } finally {
    await postgres.stop();
    rmSync(dataFolder, { recursive: true, force: true });
  }
}

async function fill(location: DbLocation, people: number): Promise<number> {
  const database = await openDb(location);
  try {
    return await fillPostgres(database, people);
  } finally {
    await database.close();
  }
}
