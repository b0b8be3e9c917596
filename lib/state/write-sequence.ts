import { db, sql } from "@/lib/db";
import { processSingleton } from "@/lib/env";

type Sequence = { next: Promise<number> | null };

/** The number of the next state write. Counted in this process, which is the only one that serves its database. */
export async function nextWriteSeq(): Promise<number> {
  const sequence = processSingleton<Sequence>("write-sequence", () => ({ next: null }));
  const mine = (sequence.next ?? firstWriteSeq()).then((seq) => seq);
  sequence.next = mine.then((seq) => seq + 1);
  return mine;
}

async function firstWriteSeq(): Promise<number> {
  const rows = await (await db()).query<{ seq: number | bigint | null }>(sql`SELECT max(write_seq) AS seq FROM (
    SELECT max(seq) AS write_seq FROM state_write UNION ALL SELECT max(write_seq) AS write_seq FROM store_item) AS written`);
  return Number(rows[0]?.seq ?? 0) + 1;
}
