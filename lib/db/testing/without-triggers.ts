import type { Db } from "../db";
import { Sql, sql } from "../sql";

/** Runs statements as somebody does who has the database in their hands: triggers of some tables are off meanwhile. */
export async function withoutTriggers(db: Db, tables: readonly string[], statements: readonly Sql[]): Promise<void> {
  const { off, on } = db.provider === "sqlite" ? await dropped(db, tables) : disabled(tables);
  await db.transaction([...off, ...statements, ...on]);
}

type Switch = { off: Sql[]; on: Sql[] };

async function dropped(db: Db, tables: readonly string[]): Promise<Switch> {
  const triggers = await db.query<{ name: string; tbl_name: string; sql: string }>(
    sql`SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'`,
  );
  const those = triggers.filter(({ tbl_name }) => tables.includes(tbl_name));
  return { off: those.map(({ name }) => raw(`DROP TRIGGER "${name}"`)), on: those.map(({ sql }) => raw(sql)) };
}

function disabled(tables: readonly string[]): Switch {
  const switched = (to: string) => tables.map((table) => raw(`ALTER TABLE "${table}" ${to} TRIGGER USER`));
  return { off: switched("DISABLE"), on: switched("ENABLE") };
}

function raw(text: string): Sql {
  return new Sql([text], []);
}
