import type { FoundText, Provider, TextSearch } from "./db";
import { join, Sql, sql } from "./sql";

/** `texts`: what SQLite's `has_text` looks for. */
type Ask = (statement: Sql, texts?: readonly string[]) => Promise<Row[]>;
type Row = Record<string, unknown>;
type Database = { provider: Provider; ask: Ask };
type Table = { table: string; columns: string[] };
type Range = { from: number; to: number };

/** As many as PostgreSQL takes in a condition, and as a regular expression is still compiled for. */
const textsAtOnce = 200;
/** Rows in SQLite, blocks of 8 KiB in PostgreSQL: others are answered between two portions, and what a portion finds fits in memory. */
const portionSize = { sqlite: 20_000, postgresql: 2_000 } as const;

/** Reads every column of text of every table, in the catalogue's own list of them: no table can be forgotten. */
export async function findTexts(provider: Provider, ask: Ask, { texts, isFound = () => true, ...more }: TextSearch): Promise<FoundText[]> {
  const found: FoundText[] = [];
  for (const place of await listTables(provider, ask)) {
    for (let start = 0; start < texts.length; start += textsAtOnce) {
      const some = texts.slice(start, start + textsAtOnce);
      for await (const row of rowsWith({ provider, ask }, place, { ...more, texts: some })) {
        found.push(...cellsOf(row, place, some).filter(isFound));
      }
    }
  }
  return found;
}

async function* rowsWith({ provider, ask }: Database, place: Table, search: Omit<TextSearch, "isFound">): AsyncGenerator<Row> {
  const size = portionSize[provider];
  const [{ last = 0 } = {}] = await ask(lastRow(provider, place.table));
  for (let from = 0; from <= Number(last); from += size) {
    yield* await ask(portionWith(provider, place, { ...search, range: { from, to: from + size } }), search.texts);
  }
}

function cellsOf({ key, ...row }: Row, { table, columns }: Table, texts: readonly string[]): FoundText[] {
  const cells = columns.flatMap((column, index) => (row[`c${index}`] === null ? [] : [{ column, text: String(row[`c${index}`]) }]));
  const withAny = cells.filter(({ text }) => texts.some((one) => text.includes(one)));
  return withAny.map((cell) => ({ ...cell, table, key: key === undefined ? null : String(key) }));
}

function lastRow(provider: Provider, table: string): Sql {
  return provider === "sqlite"
    ? sql`SELECT coalesce(max(rowid), 0) AS last FROM ${quoted(table)}`
    : sql`SELECT pg_relation_size(CAST(${`"${table}"`} AS regclass)) / current_setting('block_size')::int AS last`;
}

type Portion = Omit<TextSearch, "isFound"> & { range: Range };

/** All columns of a row are looked at as one text. */
function portionWith(provider: Provider, { table, columns }: Table, { texts, except = {}, keys = {}, range }: Portion): Sql {
  const [key, left] = [keys[table], except[table]];
  const cells = columns.map((column, index) => sql`${quoted(column)} AS ${quoted(`c${index}`)}`);
  const everything = sql`concat_ws(${"\n"}, ${join(columns.map(quoted))})`;
  return sql`SELECT ${key ? sql`${quoted(key)} AS key, ` : sql``}${join(cells)} FROM ${quoted(table)}
    WHERE ${within(provider, range)}${left ? sql` AND (${left}) IS NOT TRUE` : sql``} AND ${hasAny(provider, everything, texts)}`;
}

/** SQLite's own search goes through a text once for each that is sought: a function of the thread that answers goes through it once. */
function hasAny(provider: Provider, everything: Sql, texts: readonly string[]): Sql {
  if (provider === "sqlite") return sql`has_text(${everything})`;
  const found = texts.map((text) => sql`strpos(everything, ${text}) > 0`);
  // OFFSET keeps the planner from making the text of a row anew for each that is sought.
  return sql`(SELECT ${join(found, " OR ")} FROM (SELECT ${everything} AS everything OFFSET 0) whole)`;
}

function within(provider: Provider, { from, to }: Range): Sql {
  return provider === "sqlite"
    ? sql`rowid >= ${from} AND rowid < ${to}`
    : sql`ctid >= CAST(${`(${from},0)`} AS tid) AND ctid < CAST(${`(${to},0)`} AS tid)`;
}

function quoted(name: string): Sql {
  return new Sql([`"${name.replaceAll('"', '""')}"`], []);
}

async function listTables(provider: Provider, ask: Ask): Promise<Table[]> {
  const tables = new Map<string, string[]>();
  for (const { table, column } of await listTextColumns(provider, ask)) tables.set(table, [...(tables.get(table) ?? []), column]);
  return [...tables].map(([table, columns]) => ({ table, columns }));
}

export async function listTextColumns(provider: Provider, ask: Ask): Promise<{ table: string; column: string }[]> {
  const rows = await ask(provider === "sqlite" ? sqliteColumns : postgresColumns);
  return rows.map(({ table_name, column_name }) => ({ table: String(table_name), column: String(column_name) }));
}

/** What the text indexes keep is in tables of their own, in a form that no text is found in; it is of the columns that they index. */
const sqliteColumns = sql`SELECT tables.name AS table_name, columns.name AS column_name
  FROM sqlite_master tables JOIN pragma_table_info(tables.name) columns
  WHERE tables.type = 'table' AND tables.name NOT LIKE 'sqlite_%' AND tables.name NOT LIKE '%_text%' AND tables.name <> '_prisma_migrations'
    AND columns.type IN ('TEXT', 'JSONB', 'BLOB') ORDER BY tables.name, columns.cid`;

const postgresColumns = sql`SELECT CAST(table_name AS TEXT) AS table_name, CAST(column_name AS TEXT) AS column_name
  FROM information_schema.columns
  WHERE table_schema = current_schema() AND data_type IN ('text', 'character varying') AND table_name <> '_prisma_migrations'
  ORDER BY table_name, ordinal_position`;
