import { type Db, db, inChunks, join, Sql, sql } from "@/lib/db";
import { standingChanged } from "@/lib/standing";

type Row = Record<string, unknown>;

/** All that stands in the database but for its audit log, which only grows. Answers what puts it back, as restoring an older backup does. */
export async function takeBackup(): Promise<() => Promise<void>> {
  const database = await db();
  const tables = new Map<string, Row[]>();
  for (const name of await listTables(database)) tables.set(name, await database.query<Row>(sql`SELECT * FROM ${named(name)}`));
  return async () => {
    await database.transaction([...tables].flatMap(([name, rows]) => putBack(name, rows)));
    await standingChanged();
  };
}

async function listTables(database: Db): Promise<string[]> {
  const names = (await database.listTextColumns()).map(({ table }) => table);
  return [...new Set(names)].filter((name) => !name.startsWith("audit_"));
}

function putBack(name: string, rows: readonly Row[]): Sql[] {
  const emptied = sql`DELETE FROM ${named(name)}`;
  if (rows.length === 0) return [emptied];
  const columns = Object.keys(rows[0] ?? {});
  const list = join(columns.map(named));
  return [
    emptied,
    ...inChunks(rows).map((some) => {
      const values = some.map((row) => sql`(${join(columns.map((column) => sql`${row[column]}`))})`);
      return sql`INSERT INTO ${named(name)} (${list}) VALUES ${join(values)}`;
    }),
  ];
}

function named(name: string): Sql {
  return new Sql([`"${name}"`], []);
}
