import { toHarnessError } from "./connection-error";
import type { Db, Provider, Upkeep } from "./db";
import { findTexts, listTextColumns } from "./find-texts";
import type { PrismaClient } from "./generated/sqlite/client";
import { retryDeadlock } from "./retry-deadlock";
import type { Sql } from "./sql";

/** The part of a generated client that is the same for both providers. */
export type RawClient = Pick<PrismaClient, "$executeRaw" | "$queryRaw" | "$disconnect"> & {
  $transaction(statements: ReturnType<PrismaClient["$executeRaw"]>[]): Promise<number[]>;
};

/** What writes, where that is not the client itself. */
export type Writer = { transaction(statements: readonly Sql[]): Promise<number[]>; close(): void };

/** What answers aside, where that is not the client itself. */
export type Reader = { query(statement: Sql, texts?: readonly string[]): Promise<unknown[]>; close(): Promise<void> };

type PrismaDbOptions = {
  provider: Provider;
  client: RawClient;
  /** What a connection error says about the place, without the password. */
  place: string;
  writer?: Writer;
  reader?: Reader;
  upkeep: Upkeep;
};

export function prismaDb({
  provider,
  client,
  place,
  writer = clientWriter(client),
  reader = clientReader(client),
  upkeep,
}: PrismaDbOptions): Db {
  const explained = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (error) {
      throw toHarnessError(error, place);
    }
  };
  let commits = 0;
  const transaction = async (statements: readonly Sql[]): Promise<number[]> => {
    const counts = await explained(writer.transaction(statements));
    commits += 1;
    return counts;
  };
  const aside = async (statement: Sql, texts?: readonly string[]): Promise<Row[]> =>
    ((await explained(reader.query(statement, texts))) as Row[]).map(withNumbers);
  return {
    provider,
    upkeep,
    query: async <T>(statement: Sql) => (await explained<Row[]>(client.$queryRaw(statement))).map(withNumbers) as T[],
    aside: async <T>(statement: Sql) => (await aside(statement)) as T[],
    execute: async (statement) => (await transaction([statement]))[0] ?? 0,
    transaction,
    findTexts: (search) => findTexts(provider, aside, search),
    listTextColumns: () => listTextColumns(provider, aside),
    commits: () => commits,
    close: async () => {
      await reader.close();
      await explained(client.$disconnect());
      // The last to leave a SQLite file puts its log in order, which must be the one that may write.
      writer.close();
    },
  };
}

function clientWriter(client: RawClient): Writer {
  return {
    transaction: (statements) => retryDeadlock(() => client.$transaction(statements.map((statement) => client.$executeRaw(statement)))),
    close() {},
  };
}

function clientReader(client: RawClient): Reader {
  return { query: (statement) => client.$queryRaw(statement), async close() {} };
}

type Row = Record<string, unknown>;

/** Counts are 64-bit in both databases and would come as bigint, which JSON cannot hold; ours stay far below 2^53. */
function withNumbers(row: Row): Row {
  for (const column in row) {
    if (typeof row[column] === "bigint") row[column] = Number(row[column]);
  }
  return row;
}
