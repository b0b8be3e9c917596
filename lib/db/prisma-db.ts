import { toHarnessError } from "./connection-error";
import type { Db, Provider } from "./db";
import type { PrismaClient } from "./generated/sqlite/client";
import { groupCommit } from "./group-commit";
import type { Sql } from "./sql";

/** The part of a generated client that is the same for both providers. */
export type RawClient = Pick<PrismaClient, "$executeRaw" | "$queryRaw" | "$disconnect"> & {
  $transaction(statements: ReturnType<PrismaClient["$executeRaw"]>[]): Promise<number[]>;
};

type PrismaDbOptions = {
  provider: Provider;
  client: RawClient;
  /** What a connection error says about the place, without the password. */
  place: string;
  /** Runs work when the connection is free for it. */
  schedule: <T>(work: () => Promise<T>) => Promise<T>;
  /** Whether transactions that wait for each other may be committed together. */
  isGrouped?: boolean;
};

export function prismaDb({ provider, client, place, schedule, isGrouped = false }: PrismaDbOptions): Db {
  const explained = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (error) {
      throw toHarnessError(error, place);
    }
  };
  const run = <T>(work: () => Promise<T>): Promise<T> => explained(schedule(work));
  const commit = async (statements: readonly Sql[]): Promise<number[]> =>
    client.$transaction(statements.map((statement) => client.$executeRaw(statement)));
  const transact = isGrouped ? groupCommit(commit, schedule) : (statements: readonly Sql[]) => schedule(() => commit(statements));
  return {
    provider,
    query: async <T>(statement: Sql) => (await run<Row[]>(async () => client.$queryRaw(statement))).map(withNumbers) as T[],
    execute: (statement) => run(async () => client.$executeRaw(statement)),
    transaction: (statements) => explained(transact(statements)),
    close: () => run(async () => client.$disconnect()),
  };
}

type Row = Record<string, unknown>;

/** Counts are 64-bit in both databases and would come as bigint, which JSON cannot hold; ours stay far below 2^53. */
function withNumbers(row: Row): Row {
  for (const column in row) {
    if (typeof row[column] === "bigint") row[column] = Number(row[column]);
  }
  return row;
}
