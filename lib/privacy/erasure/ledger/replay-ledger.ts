import { commitAudited } from "@/lib/audit";
import { db, decodeText, inChunks, join, sql } from "@/lib/db";
import { conversationRef, subjectRef } from "@/lib/env";
import { systemCaller } from "@/lib/model";
import { noteErased, suppressStatements } from "@/lib/standing";
import { findReachOf } from "../reach/find-reach";
import { erasedOf, eraseWork } from "../steps/erase-work";
import { touchedTables } from "../steps/touched-tables";
import { lookThrough } from "../verify/look-through";
import { verifyErased } from "../verify/verify-erased";
import { prepareWork } from "../work/prepare-work";
import { type LedgerEntry, readLedger } from "./ledger";

/**
 * At the start: what was erased and is in the database again, because an older backup was restored, is erased again before anything is served.
 * Answers how many erasures were done again.
 */
export async function replayLedger(): Promise<number> {
  const forgotten: LedgerEntry[] = [];
  for (const one of readLedger()) if (!(await isKnown(one))) forgotten.push(one);
  if (forgotten.length === 0) return 0;
  const accounts = await findAccounts(new Set(forgotten.flatMap((one) => one.accounts)));
  for (const one of forgotten) await eraseAgain(one, accounts);
  return forgotten.length;
}

async function isKnown({ accounts, since }: LedgerEntry): Promise<boolean> {
  let count = 0;
  for (const chunk of inChunks(accounts)) {
    const [row] = await (await db()).query<{ rows: number }>(sql`SELECT count(*) AS rows FROM suppression
      WHERE ref IN (${join(chunk)}) AND at >= ${since ?? ""}`);
    count += row?.rows ?? 0;
  }
  return count === new Set(accounts).size;
}

type Found = { identityId: string; channelId: string; userId: string; name: string; ref: string };

/** References go one way: who is meant is found by making everybody's. */
async function findAccounts(refs: ReadonlySet<string>): Promise<Found[]> {
  const found: Found[] = [];
  for (let after = 0; ; ) {
    const rows = await (await db()).query<{ seq: number; id: string; channel_id: string; user_id: string; name: string }>(
      sql`SELECT seq, id, channel_id, user_id, name FROM identity WHERE seq > ${after} ORDER BY seq LIMIT 10000`,
    );
    const last = rows.at(-1);
    if (!last) return found;
    after = last.seq;
    for (const row of rows) {
      const account = { channelId: decodeText(row.channel_id), userId: decodeText(row.user_id) };
      const ref = subjectRef(account);
      if (refs.has(ref)) found.push({ ...account, identityId: row.id, name: decodeText(row.name), ref });
    }
  }
}

async function eraseAgain({ number, accounts: refs, held }: LedgerEntry, known: readonly Found[]): Promise<void> {
  const at = new Date().toISOString();
  const accounts = known.filter(({ ref }) => refs.includes(ref)).map(({ ref: _, name, ...account }) => ({ ...account, names: [name] }));
  const reach = await findReachOf(accounts, (id) => held.includes(conversationRef(id)));
  const prepared = await prepareWork({ number, at, reach });
  const counts = { identities: accounts.length };
  const suppressed = refs.map(
    (ref) => sql`INSERT INTO suppression (ref, kind, case_number, at) VALUES (${ref}, 'account', ${number}, ${at})
    ON CONFLICT (ref) DO UPDATE SET at = excluded.at`,
  );
  await eraseWork(prepared, async (statements) => {
    const all = [...statements, ...suppressStatements(erasedOf(reach), { caseNumber: number, at }), ...suppressed];
    await commitAudited([{ caller: systemCaller, action: "backup.replayed", subjects: refs, caseNumber: number, counts }], all);
  });
  await noteErased(erasedOf(reach));
  if (accounts.length === 0) return;
  const sought = { reach, needles: prepared.task.needles };
  await lookThrough(number, sought);
  await (await db()).upkeep.clean(touchedTables(prepared.task.work.stores.map(({ store }) => store)));
  await verifyErased(number, sought);
}
