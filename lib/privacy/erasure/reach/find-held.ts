import { db, listOf, sql } from "@/lib/db";
import { holdsOn, type LegalHold } from "@/lib/standing";
import type { Place } from "./find-reach";
import { findHeldOfOthers } from "./held-of-others";
import { rememberedIn, sourcesOf, spokenIn, toPeriod } from "./held-places";
import { type Account, type Held, nothingHeld } from "./reach";

/** On a person, whatever it is of: while it stands nothing of theirs is erased. */
export function isOnWhole({ identityId, fromOn }: LegalHold): boolean {
  return identityId !== null && fromOn === null;
}

/**
 * What of the person legal holds keep as it is. Days hold the conversations in which something was said then, and what was remembered of the
 * person in them. A hold on somebody else keeps the conversations in which both were. Nothing where a hold is on the whole person: then nothing runs at all.
 */
export async function findHeld(accounts: readonly Account[], places: readonly Place[], isHeld: (id: string) => boolean): Promise<Held> {
  const holds = await holdsOn({ identityIds: accounts.map(({ identityId }) => identityId), conversationIds: places.map(({ id }) => id) });
  if (holds.some(isOnWhole)) return nothingHeld;
  const ofOthers = await findHeldOfOthers(accounts, new Set(places.map(({ id }) => id)));
  const ofOther = new Set(ofOthers.flatMap((one) => one.conversationIds));
  const isKept = (id: string) => isHeld(id) || ofOther.has(id) || holds.some((one) => one.conversationId === id);
  const conversationIds = new Set(places.map(({ id }) => id).filter(isKept));
  const itemIds = new Set<string>();
  for (const period of holds.flatMap(toPeriod)) {
    const ids = places.map(({ id }) => id);
    for (const id of await spokenIn(ids, period)) conversationIds.add(id);
    for (const id of await rememberedIn(accounts, period)) itemIds.add(id);
  }
  for (const id of await sourcesOf([...conversationIds])) conversationIds.add(id);
  const held = { conversationIds: [...conversationIds].sort(), itemIds: [...itemIds].sort() };
  return { ...held, identityIds: await whoIsHeld(accounts, places, held), ofOthers };
}

/** Who is in what is held, with all accounts of the same people. What only a fork calls them goes with the fork. */
async function whoIsHeld(
  accounts: readonly Account[],
  places: readonly Place[],
  held: Pick<Held, "conversationIds" | "itemIds">,
): Promise<string[]> {
  const there = places.filter(({ id }) => held.conversationIds.includes(id));
  const isThere = ({ channelId, userId }: Account) =>
    there.some((place) => place.channelId === channelId && place.members.some((member) => member.userId === userId));
  const owners = await (await db()).query<{ id: string }>(sql`SELECT identity.id FROM identity
    JOIN store_item item ON item.channel_id = identity.channel_id AND item.user_id = identity.user_id
    WHERE item.id IN (${listOf(held.itemIds)})`);
  const all = listOf(accounts.map(({ identityId }) => identityId));
  const some = listOf([...accounts.filter(isThere).map(({ identityId }) => identityId), ...owners.map(({ id }) => id)]);
  const rows = await (await db()).query<{ id: string }>(sql`SELECT id FROM identity WHERE id IN (${all})
    AND person_id IN (SELECT person_id FROM identity WHERE id IN (${some})) ORDER BY id`);
  return rows.map(({ id }) => id);
}
