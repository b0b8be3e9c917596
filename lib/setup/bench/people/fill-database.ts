import { type Db, join, Sql, sql } from "@/lib/db";
import { pathIdOf } from "@/lib/facts";
import { leafTypes, listLeaves } from "@/lib/model";
import { bulkLoad } from "../../../db/bulk-load";
import { madeBotId, makePerson } from "./made-person";
import { columns, rowsOf, type TableRow } from "./person-rows";

const peopleAtOnce = 2_000;
const daysOfHistory = 60;

/** Fills a migrated, empty SQLite file with people. */
export function fillSqlite(file: string, people: number): void {
  bulkLoad(file, columns, portions(people));
}

function* portions(people: number): Generator<TableRow[]> {
  yield dictionaryRows(people);
  for (let from = 0; from < people; from += peopleAtOnce) {
    const count = Math.min(people - from, peopleAtOnce);
    yield Array.from({ length: count }, (_, index) => rowsOf(makePerson(from + index))).flat();
  }
}

/** Fills a migrated, empty PostgreSQL database: whole columns go as arrays. Answers the bytes that it takes then. */
export async function fillPostgres(database: Db, people: number): Promise<number> {
  const indexes = await database.query<{ name: string; text: string }>(sql`SELECT indexname AS name, indexdef AS text FROM pg_indexes
    WHERE schemaname = current_schema() AND tablename IN (${join(Object.keys(columns))}) AND indexname NOT LIKE '%_pkey'`);
  for (const { name } of indexes) await database.execute(new Sql([`DROP INDEX "${name}"`], []));
  for (const rows of portions(people)) {
    const tables = new Set(rows.map(({ table }) => table));
    await database.transaction([...tables].map((table) => insertColumns(table, rows)));
  }
  for (const { text } of indexes) await database.execute(new Sql([text], []));
  await database.execute(new Sql(["ANALYZE"], []));
  const [size] = await database.query<{ bytes: number }>(sql`SELECT pg_database_size(current_database()) AS bytes`);
  return size?.bytes ?? 0;
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
  "people",
  "types",
  "first_seq",
  "last_seq",
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
function dictionaryRows(people: number): TableRow[] {
  const { leaves } = listLeaves("user", makePerson(0).data);
  return leaves.flatMap(({ pattern, type, text }): TableRow[] => {
    const id = pathIdOf(madeBotId, "user", pattern);
    const days = Array.from({ length: daysOfHistory }, (_, day) => {
      const share = Math.round((people * (day + 1)) / daysOfHistory);
      return { table: "path_day" as const, cells: [id, new Date(Date.UTC(2026, 8, 1 + day)).toISOString().slice(0, 10), share, share] };
    });
    const counts = [1 << leafTypes.indexOf(type), people, people, people * text.length, 1, people];
    return [{ table: "dictionary_path", cells: [id, madeBotId, "user", pattern, ...counts] }, ...days];
  });
}
