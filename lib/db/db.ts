import type { Sql } from "./sql";

export type Provider = "sqlite" | "postgresql";

/** A cell, as it was found. */
export type FoundText = { table: string; column: string; text: string };

/** The database, spoken to in SQL that both providers understand. Write it with the `sql` tag; values become parameters. */
export type Db = {
  provider: Provider;
  /** Rows by column name. Whole numbers come as numbers, whatever their width. */
  query<T>(statement: Sql): Promise<T[]>;
  /** The same for what takes long: on SQLite it is answered in a thread of its own, so that nobody's turn waits for it. */
  aside<T>(statement: Sql): Promise<T[]>;
  /** Runs one statement by itself; answers how many rows it touched. */
  execute(statement: Sql): Promise<number>;
  /** Runs all statements or none, in order; answers how many rows each touched. */
  transaction(statements: readonly Sql[]): Promise<number[]>;
  /** How many transactions have ended well: what was read is still so while this stays the same. */
  commits(): number;
  /** Cells of any table that contain one of these texts, a hundred of each column at most. Takes long on a large database; nobody waits for it. */
  findTexts(texts: readonly string[]): Promise<FoundText[]>;
  close(): Promise<void>;
};

/** Where a database is: PostgreSQL's address, or else the folder of the embedded one. */
export type DbLocation = { databaseUrl: string | null; dataFolder: string };
