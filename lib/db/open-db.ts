import type { Db, DbLocation } from "./db";
import { openPostgres } from "./open-postgres";
import { openSqlite } from "./open-sqlite";

/** Opens a database without migrating it. Throws `invalid_setting` or `database_unreachable`. */
export function openDb({ databaseUrl, dataFolder }: DbLocation): Promise<Db> {
  return databaseUrl === null ? openSqlite(dataFolder) : openPostgres(databaseUrl);
}
