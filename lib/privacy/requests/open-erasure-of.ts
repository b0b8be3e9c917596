import { db, sql } from "@/lib/db";
import { identityIdOf } from "@/lib/facts";
import { endStates, type RequestState } from "@/lib/model";
import type { Account } from "@/lib/standing";

/** Whose account it is; null for one of which nothing is kept. */
export async function personOfAccount(account: Account): Promise<string | null> {
  const [row] = await (await db()).query<{ person_id: string }>(sql`SELECT person_id FROM identity WHERE id = ${identityIdOf(account)}`);
  return row?.person_id ?? null;
}

/** The number of a person's erasure that has not come to its end, or null. */
export async function openErasureOf(personId: string): Promise<string | null> {
  const rows = await (await db()).query<{ number: string; state: string }>(
    sql`SELECT number, state FROM privacy_request WHERE person_id = ${personId} AND type = 'erasure' ORDER BY opened_at`,
  );
  return rows.find(({ state }) => !endStates.some((end) => end === state))?.number ?? null;
}

/** In which a case takes what is done for it. */
const takingWork: readonly RequestState[] = ["received", "identity_unverified", "verified", "triage", "plan_ready"];

/** The number of a person's objection that is being worked on, one of which it is known who asked first, or null. */
export async function openObjectionOf(personId: string): Promise<string | null> {
  const rows = await (await db()).query<{ number: string; state: RequestState }>(
    sql`SELECT number, state FROM privacy_request WHERE person_id = ${personId} AND type = 'objection'
      ORDER BY CASE WHEN identified IS NULL THEN 1 ELSE 0 END, opened_at, number`,
  );
  return rows.find(({ state }) => takingWork.includes(state))?.number ?? null;
}
