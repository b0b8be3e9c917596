import { describe, expect, test } from "vitest";
import type { Db, DbLocation } from "./db";
import { migrate } from "./migrate";
import { listMigrations } from "./migrations";
import { openDb } from "./open-db";
import { schemaDrift } from "./schema-drift";
import { sql } from "./sql";
import { emptyDatabase } from "./testing/empty-database";

describe.each(["sqlite", "postgresql"] as const)("on %s", (provider) => {
  test("an empty database gets its tables, and a second time changes nothing", async () => {
    const location = await emptyDatabase(provider);
    await migrate(location);
    await withDb(location, (db) => db.execute(sql`INSERT INTO property_value (item_id, hash, json) VALUES ('kept', 'h', '1')`));
    await migrate(location);
    expect(await withDb(location, (db) => db.query(sql`SELECT item_id FROM property_value`))).toEqual([{ item_id: "kept" }]);
  });

  test("what has been applied is written down as Prisma itself does it", async () => {
    const location = await emptyDatabase(provider);
    await migrate(location);
    const applied = await withDb(location, (db) =>
      db.query(sql`SELECT migration_name, checksum FROM _prisma_migrations ORDER BY migration_name`),
    );
    expect(applied).toEqual(listMigrations(provider).map(({ name, checksum }) => ({ migration_name: name, checksum })));
  });

  test("a database of another version is left alone, and the person is told", async () => {
    const location = await emptyDatabase(provider);
    await migrate(location);
    await withDb(location, (db) => db.execute(sql`UPDATE _prisma_migrations SET checksum = ${"another"}`));
    await expect(migrate(location)).rejects.toMatchObject({
      code: "database_unreachable",
      userMessage: expect.stringContaining("another version of Turnscope"),
    });
  });

  // When this fails, run `npm run migrate:make -- what-changed`.
  test("the migrations reach prisma/schema.prisma", async () => {
    expect(await schemaDrift(await emptyDatabase(provider))).toBeNull();
  });
});

async function withDb<T>(location: DbLocation, use: (db: Db) => Promise<T>): Promise<T> {
  const db = await openDb(location);
  try {
    return await use(db);
  } finally {
    await db.close();
  }
}
