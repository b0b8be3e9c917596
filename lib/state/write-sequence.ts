import { db, sql } from "@/lib/db";
import { processSingleton } from "@/lib/env";

type Sequence = { start: Promise<number> | null; given: number };

/** The number of the next state write. Counted in this process, which is the only one that serves its database. */
export async function nextWriteSeq(): Promise<number> {
  const sequence = processSingleton<Sequence>("write-sequence", () => ({ start: null, given: 0 }));
  sequence.start ??= readLastWriteSeq().catch((error: unknown) => {
    sequence.start = null;
    throw error;
  });
  const start = await sequence.start;
  sequence.given += 1;
  return start + sequence.given;
}

async function readLastWriteSeq(): Promise<number> {
  const rows = await (await db()).query<{ seq: number | null }>(sql`SELECT max(seq) AS seq FROM state_write`);
  return rows[0]?.seq ?? 0;
}
