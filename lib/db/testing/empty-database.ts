import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { inject, onTestFinished } from "vitest";
import type { DbLocation, Provider } from "../db";
import { createPostgresDatabase } from "./postgres-database";

/** A folder that goes when the test ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), "turnscope-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A database without tables, for tests of what makes them. */
export async function emptyDatabase(provider: Provider): Promise<DbLocation> {
  const dataFolder = temporaryFolder();
  if (provider === "sqlite") return { databaseUrl: null, dataFolder };
  const name = `empty_${randomUUID().replaceAll("-", "")}`;
  return { databaseUrl: await createPostgresDatabase(inject("testTemplates").postgresServerUrl, { name }), dataFolder };
}
