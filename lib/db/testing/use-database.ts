import { randomUUID } from "node:crypto";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, inject } from "vitest";
import type { Db, DbLocation, Provider } from "../db";
import { openDb } from "../open-db";
import { sqliteFile } from "../open-sqlite";
import { processDb } from "../process-db";
import { postgresTemplate } from "./global-setup";
import { createPostgresDatabase } from "./postgres-database";

/** A database of the suite's own. Both members can be read from the first `beforeAll` on. */
export type TestDatabase = { readonly db: Db; readonly location: DbLocation };

/** Gives the surrounding file or `describe` a fresh, migrated database, which is also what `db()` answers meanwhile. */
export function useDatabase(provider: Provider): TestDatabase {
  let opened: { db: Db; location: DbLocation; folder: string } | null = null;
  const required = () => {
    if (opened === null) throw new Error("The test database exists from beforeAll on, inside tests and hooks.");
    return opened;
  };
  beforeAll(async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), "turnscope-test-"));
    const location = await createDatabase(provider, folder);
    opened = { db: await openDb(location), location, folder };
    processDb.opened = Promise.resolve(opened.db);
  });
  afterAll(async () => {
    const { db, folder } = required();
    // What a test left running must not open the database of whoever runs the tests.
    processDb.opened = Promise.reject(new Error("The suite that used this database has ended."));
    processDb.opened.catch(() => undefined);
    await db.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    get db() {
      return required().db;
    },
    get location() {
      return required().location;
    },
  };
}

/** Runs a suite once on each kind of database. */
export function onEachDatabase(suite: (database: TestDatabase, provider: Provider) => void): void {
  describe.each(["sqlite", "postgresql"] as const)("on %s", (provider) => {
    suite(useDatabase(provider), provider);
  });
}

async function createDatabase(provider: Provider, folder: string): Promise<DbLocation> {
  const { sqliteFolder, postgresServerUrl } = inject("testTemplates");
  if (provider === "sqlite") {
    copyFileSync(sqliteFile(sqliteFolder), sqliteFile(folder));
    return { databaseUrl: null, dataFolder: folder };
  }
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  const databaseUrl = await createPostgresDatabase(postgresServerUrl, { name, template: postgresTemplate });
  return { databaseUrl, dataFolder: folder };
}
