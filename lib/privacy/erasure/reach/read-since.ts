import { db, inChunks, join, sql } from "@/lib/db";
import { identityIdOf } from "@/lib/facts";
import type { Place } from "./find-reach";
import { type Account, identityIdsOf } from "./reach";

/** When anything was first known of the person, by the times of this installation and those that came with files. */
export async function readSince(accounts: readonly Account[], places: readonly Place[]): Promise<string | undefined> {
  const own = identityIdsOf({ accounts });
  const isOwn = new Set(own);
  const times = places.flatMap(({ channelId, members }) =>
    members.flatMap(({ userId, joinedAt }) => (isOwn.has(identityIdOf({ channelId, userId })) ? [joinedAt] : [])),
  );
  for (const chunk of inChunks(own)) {
    const rows = await (await db()).query<{ at: string }>(
      sql`SELECT person.first_seen_at AS at FROM identity JOIN person ON person.id = identity.person_id WHERE identity.id IN (${join(chunk)})`,
    );
    times.push(...rows.map(({ at }) => at));
  }
  return times.sort()[0];
}
