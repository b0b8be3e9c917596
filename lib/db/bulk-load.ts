import Database from "better-sqlite3";

export type Cell = string | number | bigint | null;
export type BulkRow<Table extends string = string> = { table: Table; cells: readonly Cell[] };

/**
 * Fills tables of a migrated SQLite file that nobody else has open, many times faster than with its indexes and triggers, which are made again
 * when the rows are in. It gathers no statistics, for a server does not either. Not safe against a power cut.
 */
export function bulkLoad<Table extends string>(
  file: string,
  columns: Readonly<Record<Table, readonly string[]>>,
  portions: Iterable<readonly BulkRow<Table>[]>,
): void {
  const database = new Database(file);
  for (const setting of ["secure_delete = ON", "journal_mode = OFF", "synchronous = OFF", "cache_size = -400000", "temp_store = MEMORY"])
    database.pragma(setting);
  const dropped = dropIndexes(database, Object.keys(columns));
  const inserts = new Map(
    (Object.entries(columns) as [Table, readonly string[]][]).map(([table, names]) => [table, database.prepare(insertText(table, names))]),
  );
  const insertAll = database.transaction((rows: readonly BulkRow<Table>[]) => {
    for (const { table, cells } of rows) inserts.get(table)?.run(...cells);
  });
  for (const rows of portions) insertAll(rows);
  for (const { type, sql } of dropped) if (type === "index") database.exec(sql);
  for (const table of ["fact_text", "identity_text"]) database.exec(`INSERT INTO ${table}(${table}) VALUES ('rebuild')`);
  for (const { type, sql } of dropped) if (type === "trigger") database.exec(sql);
  database.pragma("journal_mode = WAL");
  database.close();
}

type Dropped = { type: "index" | "trigger"; name: string; sql: string };

function dropIndexes(database: Database.Database, tables: readonly string[]): Dropped[] {
  const names = tables.map((name) => `'${name}'`).join(", ");
  const found = database
    .prepare(`SELECT type, name, sql FROM sqlite_master WHERE type IN ('index', 'trigger') AND sql IS NOT NULL AND tbl_name IN (${names})`)
    .all() as Dropped[];
  for (const { type, name } of found) database.exec(`DROP ${type} "${name}"`);
  return found;
}

function insertText(table: string, names: readonly string[]): string {
  return `INSERT INTO ${table} (${names.join(", ")}) VALUES (${names.map(() => "?").join(", ")})`;
}
