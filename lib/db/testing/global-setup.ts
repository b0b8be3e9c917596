import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { generate } from "../../setup/generate.mjs";
import { createPostgresDatabase } from "./postgres-database";
import { type PostgresServer, startPostgresServer } from "./postgres-server";

/** What the test files learn of the databases that were made for this run: a migrated template of each kind. */
export type TestTemplates = { sqliteFolder: string; postgresServerUrl: string };

export const postgresTemplate = "turnscope_template";

declare module "vitest" {
  export interface ProvidedContext {
    testTemplates: TestTemplates;
  }
}

/** Once per run of vitest: one PostgreSQL server for all test files, and the templates their databases are copied from. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await generate();
  const sqliteFolder = mkdtempSync(path.join(os.tmpdir(), "turnscope-template-"));
  const server = await startPostgresServer();
  await migrateTemplates(sqliteFolder, server);
  project.provide("testTemplates", { sqliteFolder, postgresServerUrl: server.url("postgres") });
  return async () => {
    await server.stop();
    rmSync(sqliteFolder, { recursive: true, force: true });
  };
}

async function migrateTemplates(sqliteFolder: string, server: PostgresServer): Promise<void> {
  // Imported late: what it imports has just been generated.
  const { migrate } = await import("../migrate");
  await migrate({ databaseUrl: null, dataFolder: sqliteFolder });
  await createPostgresDatabase(server.url("postgres"), { name: postgresTemplate });
  await migrate({ databaseUrl: server.url(postgresTemplate), dataFolder: sqliteFolder });
}
