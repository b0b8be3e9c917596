import Database from "better-sqlite3";
import type { Sql } from "./sql";

export type SqliteWriter = {
  /** Runs all statements in one transaction, or none; answers how many rows each touched. */
  commit(statements: readonly Sql[]): number[];
  /** Sets it anew and reads it back; throws unless it is on. */
  requireSecureDelete(): void;
  /** Empties the write-ahead log; false while somebody reads from it. */
  checkpoint(): boolean;
  vacuum(): void;
  /** Writes the text indexes anew without what was taken out of them. */
  mergeTextIndex(): void;
  /** How many facts there are, as far as that is below a limit. */
  countFacts(limit: number): number;
  bytes(): number;
  close(): void;
};

/** Statements differ in how many rows they insert, so there are many, but few are used often. */
const maxKept = 200;

/**
 * Opens the one connection that writes. Prisma's adapter compiles a statement each time it runs, and its client interprets each as a
 * query plan: together that is half of what a turn costs. Here compiled statements are kept.
 */
export function openSqliteWriter(file: string): SqliteWriter {
  const connection = new Database(file);
  try {
    setPragmas(connection);
  } catch (error) {
    connection.close();
    throw error;
  }
  const compiled = keepStatements(connection);
  const run = ({ sql, values }: Sql): number => compiled(sql).run(...values.map(toStored)).changes;
  const commit = connection.transaction((statements: readonly Sql[]) => statements.map(run));
  return {
    commit: (statements) => (statements.length === 0 ? [] : commit(statements)),
    ...upkeepOf(connection),
    close: () => void connection.close(),
  };
}

type UpkeepOfWriter = Omit<SqliteWriter, "commit" | "close">;

function upkeepOf(connection: Database.Database): UpkeepOfWriter {
  return {
    requireSecureDelete: () => setPragma(connection, pragmas.find(({ name }) => name === "secure_delete") ?? pragmas[2]),
    checkpoint() {
      // Everybody would wait with it: whoever asks tries again instead.
      const patience = Number(connection.pragma("busy_timeout", { simple: true }));
      connection.pragma("busy_timeout = 0");
      const [result] = connection.pragma("wal_checkpoint(TRUNCATE)") as { busy: number }[];
      connection.pragma(`busy_timeout = ${patience}`);
      return result?.busy === 0;
    },
    vacuum: () => void connection.exec("VACUUM"),
    mergeTextIndex: () =>
      void connection.exec(
        "INSERT INTO fact_text(fact_text) VALUES ('optimize'); INSERT INTO identity_text(identity_text) VALUES ('optimize')",
      ),
    countFacts: (limit) => Number(connection.prepare("SELECT count(*) FROM (SELECT 1 FROM fact LIMIT ?)").pluck().get(limit)),
    bytes: () => Number(connection.pragma("page_count", { simple: true })) * Number(connection.pragma("page_size", { simple: true })),
  };
}

function keepStatements(connection: Database.Database): (text: string) => Database.Statement {
  const kept = new Map<string, Database.Statement>();
  return (text) => {
    const statement = kept.get(text) ?? connection.prepare(text);
    // The map is in order of use, so that its first is the one that was not used for longest.
    kept.delete(text);
    kept.set(text, statement);
    const [oldest] = kept.keys();
    if (kept.size > maxKept && oldest !== undefined) kept.delete(oldest);
    return statement;
  };
}

/** SQLite has no booleans, and better-sqlite3 converts none. */
export function toStored(value: unknown): unknown {
  return typeof value === "boolean" ? Number(value) : value;
}

/** Per connection (journal_mode: per file), with the values that reading them back must give. */
const pragmas = [
  { name: "journal_mode", value: "WAL", stored: "wal" },
  // Commits survive the death of the process; a power cut may take the last of them, but never harms the file.
  { name: "synchronous", value: "NORMAL", stored: "1" },
  // Overwrites what is deleted, so that erased personal data does not linger in free pages.
  { name: "secure_delete", value: "ON", stored: "1" },
  { name: "foreign_keys", value: "ON", stored: "1" },
] as const;

function setPragmas(connection: Database.Database): void {
  for (const pragma of pragmas) setPragma(connection, pragma);
}

function setPragma(connection: Database.Database, { name, value, stored }: (typeof pragmas)[number]): void {
  connection.pragma(`${name} = ${value}`);
  const actual = String(connection.pragma(name, { simple: true }));
  if (actual !== stored) throw new Error(`PRAGMA ${name} is ${actual} after it was set to ${value}`);
}
