import { db, sql } from "@/lib/db";
import { processSingleton } from "@/lib/env";

type Sequence = { start: Promise<number> | null; given: number };

/** The number of the next state write. Counted in this process, which is the only one that serves its database. */
export async function nextWriteSeq(): Promise<number> {
  const start = await startOfSequence();
  sequence().given += 1;
  return start + sequence().given;
}

/** The number that was given last: every state write until now has it or a lower one. */
export async function lastWriteSeq(): Promise<number> {
  return (await startOfSequence()) + sequence().given;
}

function sequence(): Sequence {
  return processSingleton<Sequence>("write-sequence", () => ({ start: null, given: 0 }));
}

function startOfSequence(): Promise<number> {
  const counted = sequence();
  counted.start ??= readLastWriteSeq().catch((error: unknown) => {
    counted.start = null;
    throw error;
  });
  return counted.start;
}

async function readLastWriteSeq(): Promise<number> {
  const rows = await (await db()).query<{ seq: number | null }>(sql`SELECT max(seq) AS seq FROM state_write`);
  return rows[0]?.seq ?? 0;
}
