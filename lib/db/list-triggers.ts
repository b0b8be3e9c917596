import type { Db } from "./db";
import { sql } from "./sql";

/** The triggers that are there and not switched off. */
export async function listTriggers(db: Db): Promise<Set<string>> {
  const rows =
    db.provider === "sqlite"
      ? await db.query<{ name: string }>(sql`SELECT name FROM sqlite_master WHERE type = 'trigger'`)
      : await db.query<{ name: string }>(
          sql`SELECT CAST(tgname AS TEXT) AS name FROM pg_trigger WHERE NOT tgisinternal AND CAST(tgenabled AS TEXT) <> 'D'`,
        );
  return new Set(rows.map(({ name }) => name));
}
