import Database from "better-sqlite3";
import { type Db, join, Sql, sql } from "@/lib/db";
import { pathIdOf } from "@/lib/facts";
import { leafTypes, listLeaves } from "@/lib/model";
import { madeBotId, makePerson } from "./made-person";
import { type Cell, columns, rowsOf, type TableRow } from "./person-rows";

const peopleAtOnce = 2_000;

/** Fills a migrated, empty SQLite file with people. Indexes and triggers are made when the rows are in, which is many times faster. */
export function fillSqlite(file: string, people: number): void {
  const database = new Database(file);
  for (const setting of ["journal_mode = OFF", "synchronous = OFF", "cache_size = -400000", "temp_store = MEMORY"])
    database.pragma(setting);
  const dropped = database
    .prepare(
      `SELECT type, name, sql FROM sqlite_master WHERE type IN ('index', 'trigger') AND sql IS NOT NULL AND tbl_name IN (${namesOf(columns)})`,
    )
    .all() as { type: string; name: string; sql: string }[];
  for (const { type, name } of dropped) database.exec(`DROP ${type} "${name}"`);
  const inserts = Object.fromEntries(Object.entries(columns).map(([table, names]) => [table, database.prepare(insertText(table, names))]));
  const insertAll = database.transaction((rows: readonly TableRow[]) => {
    for (const { table, cells } of rows) inserts[table]?.run(...cells);
  });
  for (let from = 0; from < people; from += peopleAtOnce) insertAll(rowsFrom(from, Math.min(people, from + peopleAtOnce)));
  for (const { type, sql: text } of dropped) if (type === "index") database.exec(text);
  for (const table of ["fact_text", "identity_text"]) database.exec(`INSERT INTO ${table}(${table}) VALUES ('rebuild')`);
  for (const { type, sql: text } of dropped) if (type === "trigger") database.exec(text);
  for (const statement of dictionaryRows(people)) database.prepare(statement.sql).run(...(statement.values as Cell[]));
  database.exec("ANALYZE");
  database.pragma("journal_mode = WAL");
  database.close();
}

function namesOf(tables: object): string {
  return Object.keys(tables)
    .map((name) => `'${name}'`)
    .join(", ");
}

function insertText(table: string, names: readonly string[]): string {
  return `INSERT INTO ${table} (${names.join(", ")}) VALUES (${names.map(() => "?").join(", ")})`;
}

function rowsFrom(from: number, to: number): TableRow[] {
  return Array.from({ length: to - from }, (_, index) => rowsOf(makePerson(from + index))).flat();
}

/** Fills a migrated, empty PostgreSQL database: whole columns go as arrays. */
export async function fillPostgres(database: Db, people: number): Promise<void> {
  const indexes = await database.query<{ name: string; text: string }>(sql`SELECT indexname AS name, indexdef AS text FROM pg_indexes
    WHERE schemaname = current_schema() AND tablename IN (${join(Object.keys(columns))}) AND indexname NOT LIKE '%_pkey'`);
  for (const { name } of indexes) await database.execute(new Sql([`DROP INDEX "${name}"`], []));
  for (let from = 0; from < people; from += peopleAtOnce) {
    const rows = rowsFrom(from, Math.min(people, from + peopleAtOnce));
    await database.transaction(Object.keys(columns).map((table) => insertColumns(table as TableRow["table"], rows)));
  }
  for (const { text } of indexes) await database.execute(new Sql([text], []));
  await database.transaction(dictionaryRows(people));
  await database.execute(new Sql(["ANALYZE"], []));
}

const wholeNumbers = new Set([
  "facts",
  "bytes",
  "oldest_seq",
  "name_hash",
  "user_hash",
  "value_hash",
  "write_seq",
  "seq",
  "position",
  "number",
  "state_seq",
  "after_turn",
  "turn_number",
]);

function insertColumns(table: TableRow["table"], rows: readonly TableRow[]): Sql {
  const cells = rows.filter((row) => row.table === table).map((row) => row.cells);
  const names: readonly string[] = columns[table];
  const arrays = names.map((_, index) =>
    JSON.stringify(cells.map((row) => (typeof row[index] === "bigint" ? String(row[index]) : row[index]))),
  );
  const typed = names.map((name, index) => {
    const type = wholeNumbers.has(name)
      ? "bigint"
      : name === "is_incoming"
        ? "boolean"
        : name === "duration_ms"
          ? "double precision"
          : "text";
    return sql`ARRAY(SELECT CAST(one AS ${new Sql([type], [])}) FROM json_array_elements_text(CAST(${arrays[index]} AS json)) WITH ORDINALITY AS list(one, place) ORDER BY place)`;
  });
  return sql`INSERT INTO ${new Sql([`${table} (${names.join(", ")})`], [])} SELECT * FROM unnest(${join(typed)})`;
}

/** What the dictionary counts: everybody has every path. */
function dictionaryRows(people: number): Sql[] {
  const { leaves } = listLeaves("user", makePerson(0).data);
  const days = 60;
  return leaves.flatMap(({ pattern, type, text }) => {
    const id = pathIdOf(madeBotId, "user", pattern);
    return [
      sql`INSERT INTO dictionary_path (id, bot_id, scope, pattern, types, people, facts, bytes, first_seq, last_seq)
        VALUES (${id}, ${madeBotId}, 'user', ${pattern}, ${1 << leafTypes.indexOf(type)}, ${people}, ${people}, CAST(${BigInt(people * text.length)} AS BIGINT), 1, ${people})`,
      ...Array.from({ length: days }, (_, day) => {
        const share = Math.round((people * (day + 1)) / days);
        return sql`INSERT INTO path_day (path_id, day, people, facts) VALUES (${id}, ${new Date(Date.UTC(2026, 8, 1 + day)).toISOString().slice(0, 10)}, ${share}, ${share})`;
      }),
    ];
  });
}
