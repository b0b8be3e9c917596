import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { generate } from "../setup/generate.mjs";
import type { DbLocation, Provider } from "./db";
import { listMigrations, migrationsFolder } from "./migrations";
import { schemaDrift } from "./schema-drift";
import { startPostgresServer } from "./testing/postgres-server";

/**
 * `npm run migrate:make -- add-people` writes what prisma/schema.prisma has and the migrations lack, for both databases. `--fresh`
 * writes them anew as one, which is right only while no release has used them.
 */
async function makeMigration(args: readonly string[]): Promise<void> {
  const name = args.find((arg) => !arg.startsWith("-"));
  if (name === undefined || !/^[a-z0-9-]+$/.test(name)) throw new Error("Give the migration a name: npm run migrate:make -- add-people");
  await generate();
  const folder = mkdtempSync(path.join(os.tmpdir(), "turnscope-migration-"));
  const server = await startPostgresServer();
  try {
    const isFresh = args.includes("--fresh");
    await writeMigration({ provider: "sqlite", name, isFresh, location: { databaseUrl: null, dataFolder: folder } });
    await writeMigration({ provider: "postgresql", name, isFresh, location: { databaseUrl: server.url("postgres"), dataFolder: folder } });
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

type WriteMigrationOptions = { provider: Provider; name: string; isFresh: boolean; location: DbLocation };

async function writeMigration({ provider, name, isFresh, location }: WriteMigrationOptions): Promise<void> {
  const folder = migrationsFolder(provider);
  if (isFresh) rmSync(folder, { recursive: true, force: true });
  const drift = await schemaDrift(location);
  if (drift === null) return console.log(`${provider}: the migrations already reach the schema`);
  const number = String(listMigrations(provider).length + 1).padStart(4, "0");
  const target = path.join(folder, `${number}_${name}`);
  mkdirSync(target, { recursive: true });
  writeFileSync(path.join(target, "migration.sql"), drift);
  writeFileSync(path.join(folder, "migration_lock.toml"), `provider = "${provider}"\n`);
  console.log(`${provider}: wrote ${path.relative(process.cwd(), target)}`);
}

await makeMigration(process.argv.slice(2));
