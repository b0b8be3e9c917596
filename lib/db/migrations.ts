import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { MigrationList } from "@prisma/schema-engine-wasm";
import type { Provider } from "./db";

/** One migration as the repository holds it; the checksum is the one Prisma records when it has been applied. */
export type Migration = { name: string; sql: string; checksum: string };

export function migrationsFolder(provider: Provider): string {
  return path.join(process.cwd(), "prisma", "migrations", provider);
}

export function listMigrations(provider: Provider): Migration[] {
  const folder = migrationsFolder(provider);
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => {
      const sql = readFileSync(path.join(folder, name, "migration.sql"), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    });
}

/** The same list in the schema engine's words. */
export function toMigrationList(provider: Provider, migrations: readonly Migration[]): MigrationList {
  return {
    baseDir: migrationsFolder(provider),
    lockfile: { path: "migration_lock.toml", content: `provider = "${provider}"\n` },
    shadowDbInitScript: "",
    migrationDirectories: migrations.map(({ name, sql }) => ({
      path: name,
      migrationFile: { path: "migration.sql", content: { tag: "ok", value: sql } },
    })),
  };
}
