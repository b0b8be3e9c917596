import { PrismaPg } from "@prisma/adapter-pg";
import type { Db } from "./db";
import { PrismaClient } from "./generated/postgresql/client";
import { prismaDb } from "./prisma-db";
import { sql } from "./sql";
import { postgresUpkeep } from "./upkeep";

const connectTimeoutMs = 5000;
/** How long a transaction waits for a free connection. Prisma's own two seconds are soon over on a machine that is busy with many. */
const transactionWaitMs = 10_000;

export async function openPostgres(databaseUrl: string): Promise<Db> {
  const client = new PrismaClient({ adapter: postgresAdapter(databaseUrl), transactionOptions: { maxWait: transactionWaitMs } });
  const db = prismaDb({ provider: "postgresql", client, place: placeOf(databaseUrl), upkeep: postgresUpkeep(client) });
  try {
    await db.query(sql`SELECT 1`);
  } catch (error) {
    await db.close();
    throw error;
  }
  return db;
}

export function postgresAdapter(databaseUrl: string): PrismaPg {
  return new PrismaPg({ connectionString: databaseUrl, connectionTimeoutMillis: connectTimeoutMs });
}

/** The address without user, password and options. */
function placeOf(databaseUrl: string): string {
  const { host, pathname } = new URL(databaseUrl);
  return host + pathname;
}
