import type { Sql } from "./sql";

export type Provider = "sqlite" | "postgresql";

/** What was done to overwrite what is left of deleted rows, and what was not: too large for now, or not allowed. */
export type Cleaned = { steps: string[]; undone: ("compaction" | "statistics" | "text-index")[] };

/** How many files and forms of texts were looked at, how many forms stand in others' texts too, and where the rest was found. */
export type Scanned = { files: number; forms: number; ambiguous: number; hits: { file: string; forms: number }[] };

/** How a text may stand in a file, and parts of it that a file of a database may have of it, whose pages end anywhere. */
export type ScannedText = { forms: string[]; parts: string[] };

export type Upkeep = {
  /** The embedded database's files. */
  files: string[];
  /** After an erasure. Throws when what it can do does not succeed. */
  clean(tables: readonly string[]): Promise<Cleaned>;
  /** Empties the write-ahead log, waiting for readers. */
  truncateLog(): Promise<void>;
  /**
   * Looks for texts in every byte of the database's files, and for whole ones in those below the folder, but for files with a name of `skip`. What
   * is `kept` may stand in the database's files, and nowhere else.
   */
  scan(request: { files: string[]; folder: string; skip: string[]; texts: ScannedText[]; kept: string[] }): Promise<Scanned>;
};

/** A cell, as it was found, and what its row has in the column that was asked for. */
export type FoundText = { table: string; column: string; key: string | null; text: string };

/** What is looked for in every column of text; by table, the column that tells which row it is, and a condition on rows that are left out. */
export type TextSearch = {
  texts: readonly string[];
  /** Whether a cell that contains one of the texts is what was meant. */
  isFound?: (cell: Pick<FoundText, "table" | "column" | "text">) => boolean;
  keys?: Record<string, string>;
  except?: Record<string, Sql>;
};

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
  /** Cells of any table that contain one of these texts. Takes long on a large database; nobody waits for it. */
  findTexts(search: TextSearch): Promise<FoundText[]>;
  /** The columns of text that `findTexts` looks through. */
  listTextColumns(): Promise<{ table: string; column: string }[]>;
  upkeep: Upkeep;
  /** How many transactions have ended well: what was read is still so while this stays the same. */
  commits(): number;
  close(): Promise<void>;
};

/** Where a database is: PostgreSQL's address, or else the folder of the embedded one. */
export type DbLocation = { databaseUrl: string | null; dataFolder: string };
