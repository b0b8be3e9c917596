import { db, inChunks, join, type Sql, sql } from "@/lib/db";
import { conversationRef, subjectRef } from "@/lib/env";
import { erasing, keptStanding, standingChanged } from "./kept-standing";
import type { Account } from "./standing-of";

/** Who and what is erased. */
export type Erased = { accounts: readonly Account[]; conversationIds: readonly string[] };

/** From now on nothing new is begun for these people. Ends with `endErasing`, whatever came of it. */
export function beginErasing(accounts: readonly Account[]): void {
  const { underWay } = erasing();
  for (const ref of accounts.map(subjectRef)) underWay.set(ref, (underWay.get(ref) ?? 0) + 1);
}

export function endErasing(accounts: readonly Account[]): void {
  const { underWay } = erasing();
  for (const ref of accounts.map(subjectRef)) {
    const others = (underWay.get(ref) ?? 1) - 1;
    if (others > 0) underWay.set(ref, others);
    else underWay.delete(ref);
  }
}

/** For the transaction that erases. Then call `noteErased`. */
export function suppressStatements({ accounts, conversationIds }: Erased, { caseNumber, at }: { caseNumber: string; at: string }): Sql[] {
  const rows = [
    ...accounts.map((account) => ({ ref: subjectRef(account), kind: "account" })),
    ...conversationIds.map((id) => ({ ref: conversationRef(id), kind: "conversation" })),
  ];
  return inChunks(rows).map((chunk) => {
    const values = chunk.map(({ ref, kind }) => sql`(${ref}, ${kind}, ${caseNumber}, ${at})`);
    return sql`INSERT INTO suppression (ref, kind, case_number, at) VALUES ${join(values)}
      ON CONFLICT (ref) DO UPDATE SET case_number = excluded.case_number, at = excluded.at, lifted_at = NULL`;
  });
}

/** Once that is committed: work that began before knows what may not come back. */
export async function noteErased({ accounts, conversationIds }: Erased): Promise<void> {
  const state = erasing();
  state.count += 1;
  for (const ref of [...accounts.map(subjectRef), ...conversationIds.map(conversationRef)]) state.done.set(ref, state.count);
  await standingChanged();
}

/** For the transaction in which somebody who was erased begins anew; nothing for everybody else. Then call `standingChanged`. */
export async function beginAnew({ accounts, conversationIds }: Erased, at: string): Promise<Sql[]> {
  const { suppressed } = await keptStanding();
  const refs = [...accounts.map(subjectRef), ...conversationIds.map(conversationRef)].filter((ref) => suppressed.has(ref));
  return refs.map((ref) => sql`UPDATE suppression SET lifted_at = ${at} WHERE ref = ${ref}`);
}

/** When and in which case an account was erased last, also where they have begun anew since; null when it never was. */
export async function erasureOf(account: Account): Promise<{ at: string; caseNumber: string } | null> {
  const [row] = await (await db()).query<{ at: string; case_number: string }>(
    sql`SELECT at, case_number FROM suppression WHERE ref = ${subjectRef(account)}`,
  );
  return row ? { at: row.at, caseNumber: row.case_number } : null;
}
