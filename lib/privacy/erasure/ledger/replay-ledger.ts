import { commitAudited } from "@/lib/audit";
import { db, inChunks, join, type Sql, sql } from "@/lib/db";
import { conversationRef } from "@/lib/env";
import { systemCaller } from "@/lib/model";
import { noteErased, suppressStatements } from "@/lib/standing";
import { findReachOf } from "../reach/find-reach";
import { type Reach, sparedBy } from "../reach/reach";
import { type Decisions, readDecisions, refileReviews, undecided } from "../review/decisions";
import { conversationsOfItems } from "../review/reach-of-places";
import { erasedOf, eraseWork } from "../steps/erase-work";
import { touchedTables } from "../steps/touched-tables";
import { lookThrough } from "../verify/look-through";
import { verifyErased } from "../verify/verify-erased";
import { type PreparedWork, prepareWork } from "../work/prepare-work";
import { type FoundAccount, findAccounts, findItems } from "./find-again";
import { arePlacesMarked, type LedgerEntry, markPlaces, readLedger } from "./ledger";

/** What references of the ledger stand for in this database. */
type Known = { accounts: readonly FoundAccount[]; itemIds: ReadonlyMap<string, string> };

/**
 * At the start: what was erased and is in the database again, because an older backup was restored, is erased again before anything is served.
 * Answers how many erasures were done again.
 */
export async function replayLedger(): Promise<number> {
  const forgotten: LedgerEntry[] = [];
  for (const one of readLedger()) if (!(await isKnown(one))) forgotten.push(one);
  if (forgotten.length === 0) return 0;
  const known: Known = {
    accounts: await findAccounts(new Set(forgotten.flatMap((one) => one.accounts))),
    itemIds: await findItems(new Set(forgotten.flatMap((one) => one.places?.items ?? []))),
  };
  for (const one of forgotten) await eraseAgain(one, known);
  return forgotten.length;
}

async function isKnown(one: LedgerEntry): Promise<boolean> {
  const { accounts, since, places } = one;
  let count = 0;
  for (const chunk of inChunks(accounts)) {
    const [row] = await (await db()).query<{ rows: number }>(sql`SELECT count(*) AS rows FROM suppression
      WHERE ref IN (${join(chunk)}) AND at >= ${since ?? ""}`);
    count += row?.rows ?? 0;
  }
  return count === new Set(accounts).size && (hasNoPlaces(places) || (await arePlacesMarked(one)));
}

function hasNoPlaces(places: LedgerEntry["places"]): boolean {
  return places === null || places.values.length === 0;
}

async function eraseAgain(entry: LedgerEntry, known: Known): Promise<void> {
  const { number } = entry;
  const decisions = await decisionsOf(entry, known);
  const reach = await reachOf(entry, known, decisions);
  const prepared = await prepareWork({ number, at: new Date().toISOString(), reach, decisions });
  await doAgain(entry, prepared, decisions);
  if (reach.accounts.length === 0 && prepared.task.work.rows === 0) return;
  const sought = { reach: prepared.task.reach, needles: prepared.task.needles };
  await lookThrough(number, sought);
  await (await db()).upkeep.clean(touchedTables(prepared.task.work.stores.map(({ store }) => store)));
  await verifyErased(number, sought, decisions);
}

/** As it was decided when it was erased, and not as the backup has it, in which somebody may have decided otherwise before. */
async function decisionsOf({ number, places }: LedgerEntry, { itemIds }: Known): Promise<Decisions> {
  if (places === null) return readDecisions(number);
  const found = places.items.flatMap((ref) => itemIds.get(ref) ?? []);
  return { ...undecided, itemIds: new Set(found), noted: new Set(places.values) };
}

/** The person's, as far as they are there, and where what was decided to be theirs may stand although they are not. */
async function reachOf({ accounts: refs, held }: LedgerEntry, known: Known, { itemIds }: Decisions): Promise<Reach> {
  const accounts = known.accounts
    .filter(({ ref }) => refs.includes(ref))
    .map(({ ref: _, name, ...account }) => ({ ...account, names: [name] }));
  const isHeld = (id: string) => held.includes(conversationRef(id));
  const reach = await findReachOf(accounts, isHeld);
  const reached = new Set([...reach.conversations.map(({ id }) => id), ...sparedBy(reach).conversationIds]);
  const more = (await conversationsOfItems([...itemIds])).filter(({ id }) => !reached.has(id) && !isHeld(id));
  return { ...reach, conversations: [...reach.conversations, ...more].sort((one, other) => (one.id < other.id ? -1 : 1)) };
}

async function doAgain({ number, accounts, since, places }: LedgerEntry, prepared: PreparedWork, decisions: Decisions): Promise<void> {
  const { at, reach, places: found, unattributed } = prepared.task;
  // What stands in such a place by now instead was not decided, and stays: the log says how many are like that, and they wait in the case.
  const counts = { identities: reach.accounts.length, places: found.values.size, undecided: unattributed.size };
  const marks = [...accounts.map((ref) => suppressed(ref, number, at)), ...(hasNoPlaces(places) ? [] : [markPlaces({ number, since })])];
  const reviews = await refileReviews(prepared.task, decisions.itemIds);
  await eraseWork(prepared, async (statements) => {
    const all = [...statements, ...reviews, ...suppressStatements(erasedOf(reach), { caseNumber: number, at }), ...marks];
    await commitAudited([{ caller: systemCaller, action: "backup.replayed", subjects: accounts, caseNumber: number, counts }], all);
  });
  await noteErased(erasedOf(reach));
}

function suppressed(ref: string, number: string, at: string): Sql {
  return sql`INSERT INTO suppression (ref, kind, case_number, at) VALUES (${ref}, 'account', ${number}, ${at})
    ON CONFLICT (ref) DO UPDATE SET at = excluded.at`;
}
