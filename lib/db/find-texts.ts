import type { FoundText, Provider } from "./db";
import { join, Sql, sql } from "./sql";

type Ask = (statement: Sql) => Promise<Record<string, unknown>[]>;
type Column = { table: string; column: string };

const cellsPerColumn = 100;
const textsPerStatement = 40;

/** Reads every column of text of every table, in the catalogue's own list of them: no table can be forgotten. */
export async function findTexts(
  provider: Provider,
  ask: Ask,
  texts: readonly string[],
  except: Record<string, Sql> = {},
): Promise<FoundText[]> {
  const found: FoundText[] = [];
  for (const place of await listTextColumns(provider, ask)) {
    for (let start = 0; start < texts.length; start += textsPerStatement) {
      const some = texts.slice(start, start + textsPerStatement);
      const rows = await ask(cellsWith(provider, place, { texts: some, except: except[place.table] }));
      found.push(...rows.map(({ text }) => ({ ...place, text: String(text) })));
    }
  }
  return found;
}

type Wanted = { texts: readonly string[]; except: Sql | undefined };

function cellsWith(provider: Provider, { table, column }: Column, { texts, except }: Wanted): Sql {
  const [from, cell] = [quoted(table), quoted(column)];
  const conditions = texts.map((text) => (provider === "sqlite" ? sql`instr(${cell}, ${text}) > 0` : sql`strpos(${cell}, ${text}) > 0`));
  const others = except ? sql` AND (${except}) IS NOT TRUE` : sql``;
  return sql`SELECT ${cell} AS text FROM ${from} WHERE (${join(conditions, " OR ")})${others} LIMIT ${cellsPerColumn}`;
}

function quoted(name: string): Sql {
  return new Sql([`"${name.replaceAll('"', '""')}"`], []);
}

export async function listTextColumns(provider: Provider, ask: Ask): Promise<Column[]> {
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
