import { HarnessError } from "@/lib/model";
import type { Db, DbLocation, Provider } from "./db";
import { listMigrations, type Migration, toMigrationList } from "./migrations";
import { openDb } from "./open-db";
import { sql } from "./sql";

/**
 * Brings a database to the present schema, with Prisma's own bookkeeping. Throws `database_unreachable` when it was made by another
 * version of the migrations, which nothing here could repair.
 */
export async function migrate(location: DbLocation): Promise<void> {
  const { provider, applied } = await readApplied(location);
  const migrations = listMigrations(provider);
  refuseUnknown(applied, migrations);
  // The engine takes longer to load than everything else at start, so it is loaded only when there is something to do.
  if (applied.length === migrations.length) return;
  const { withSchemaEngine } = await import("./schema-engine");
  const migrationsList = toMigrationList(provider, migrations);
  await withSchemaEngine(location, (engine) =>
    engine.applyMigrations({ migrationsList, filters: { externalTables: [], externalEnums: [] } }),
  );
}

async function readApplied(location: DbLocation): Promise<{ provider: Provider; applied: AppliedRow[] }> {
  const db = await openDb(location);
  try {
    return { provider: db.provider, applied: await listApplied(db) };
  } finally {
    await db.close();
  }
}

type AppliedRow = { migration_name: string; checksum: string };

async function listApplied(db: Db): Promise<AppliedRow[]> {
  if (!(await hasMigrationsTable(db))) return [];
  return db.query<AppliedRow>(
    sql`SELECT migration_name, checksum FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`,
  );
}

async function hasMigrationsTable(db: Db): Promise<boolean> {
  const found =
    db.provider === "sqlite"
      ? await db.query(sql`SELECT name FROM sqlite_master WHERE type = 'table' AND name = '_prisma_migrations'`)
      : await db.query(sql`SELECT tablename FROM pg_tables WHERE schemaname = current_schema() AND tablename = '_prisma_migrations'`);
  return found.length > 0;
}

function refuseUnknown(applied: readonly AppliedRow[], migrations: readonly Migration[]): void {
  const known = new Map(migrations.map(({ name, checksum }) => [name, checksum]));
  const unknown = applied.find((row) => known.get(row.migration_name) !== row.checksum);
  if (unknown === undefined) return;
  throw new HarnessError(
    "database_unreachable",
    `The database was made by another version of Turnscope (its migration ${unknown.migration_name} is not ours); use that version, or another database.`,
  );
}
