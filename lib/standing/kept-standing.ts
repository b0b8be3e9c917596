import { type Db, db, decodeText, sql } from "@/lib/db";
import { epochRef, processSingleton, subjectRef } from "@/lib/env";

/** What is known of everybody who is not simply free, by reference. `epoch` is another one after each erasure. */
export type KeptStanding = { restricted: Set<string>; objected: Set<string>; suppressed: Set<string>; epoch: string };

type Erasing = { underWay: Map<string, number>; done: Map<string, number>; count: number };
type RestrictionRow = { kind: string; channel_id: string; user_id: string };

const kept = (): WeakMap<Db, Promise<KeptStanding>> => processSingleton("standing", () => new WeakMap());

/** Erasures as work in this process sees them: which run, and which ended after how many others. */
export const erasing = (): Erasing => processSingleton("erasing", () => ({ underWay: new Map(), done: new Map(), count: 0 }));

const latest = (): { value: KeptStanding | null } => processSingleton("latest-standing", () => ({ value: null }));

/**
 * False when nobody is restricted, has objected, was erased or is being erased: then there is nothing to ask, and nobody's turn waits for an
 * answer, not even for a moment in which something else comes before it.
 */
export function isAnybodyConcerned(): boolean {
  const { value } = latest();
  const { underWay, done } = erasing();
  return value === null || value.restricted.size + value.objected.size + value.suppressed.size + underWay.size + done.size > 0;
}

/** Read once and again after each change: this process is the only one that serves its database. */
export async function keptStanding(): Promise<KeptStanding> {
  const database = await db();
  const known = kept().get(database) ?? readStanding(database);
  kept().set(database, known);
  known.catch(() => kept().delete(database));
  latest().value = await known;
  return known;
}

/** To be called once a change of restrictions or suppressions is committed. */
export async function standingChanged(): Promise<void> {
  latest().value = null;
  kept().delete(await db());
}

async function readStanding(database: Db): Promise<KeptStanding> {
  const [restrictions, suppressions, [erasures]] = await Promise.all([
    database.query<RestrictionRow>(sql`SELECT restriction.kind, identity.channel_id, identity.user_id
      FROM restriction JOIN identity ON identity.id = restriction.identity_id WHERE restriction.lifted_at IS NULL`),
    database.query<{ ref: string }>(sql`SELECT ref FROM suppression WHERE lifted_at IS NULL AND kind <> 'places'`),
    database.query<{ count: number; latest: string | null; finished: string | null }>(sql`SELECT count(*) AS count, max(at) AS latest,
      (SELECT max(finished_at) FROM erasure) AS finished FROM suppression`),
  ]);
  return {
    restricted: new Set(restrictions.filter(({ kind }) => kind === "restriction").map(toRef)),
    objected: new Set(restrictions.filter(({ kind }) => kind === "objection").map(toRef)),
    suppressed: new Set(suppressions.map(({ ref }) => ref)),
    epoch: epochRef([erasures?.count ?? 0, erasures?.latest ?? null, erasures?.finished ?? null]),
  };
}

function toRef({ channel_id, user_id }: RestrictionRow): string {
  return subjectRef({ channelId: decodeText(channel_id), userId: decodeText(user_id) });
}
