import { db, decodeText, encodeText, inChunks, join, listOf, sql } from "@/lib/db";
import { holdsOn, type LegalHold } from "@/lib/standing";
import type { Place } from "./find-reach";
import { type Account, type Held, nothingHeld } from "./reach";

/** On a person, whatever it is of: while it stands nothing of theirs is erased. */
export function isOnWhole({ identityId, fromOn }: LegalHold): boolean {
  return identityId !== null && fromOn === null;
}

/**
 * What of the person legal holds keep as it is. Days hold the conversations in which something was said then, and what was remembered of the
 * person in them. Nothing where a hold is on the whole person: then nothing runs at all.
 */
export async function findHeld(accounts: readonly Account[], places: readonly Place[], isHeld: (id: string) => boolean): Promise<Held> {
  const holds = await holdsOn({ identityIds: accounts.map(({ identityId }) => identityId), conversationIds: places.map(({ id }) => id) });
  if (holds.some(isOnWhole)) return nothingHeld;
  const conversationIds = new Set(places.map(({ id }) => id).filter((id) => isHeld(id) || holds.some((one) => one.conversationId === id)));
  const itemIds = new Set<string>();
  for (const period of holds.flatMap(toPeriod)) {
    for (const id of await spokenIn(places, period)) conversationIds.add(id);
    for (const id of await rememberedIn(accounts, period)) itemIds.add(id);
  }
  for (const id of conversationIds) for (const parent of await sourcesOf(id)) conversationIds.add(parent);
  const held = { conversationIds: [...conversationIds].sort(), itemIds: [...itemIds].sort() };
  return { ...held, identityIds: await whoIsHeld(accounts, places, held) };
}

/** Who is in what is held, with all accounts of the same people. What only a fork calls them goes with the fork. */
async function whoIsHeld(accounts: readonly Account[], places: readonly Place[], held: Omit<Held, "identityIds">): Promise<string[]> {
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

type Period = { from: string; before: string };

function toPeriod({ fromOn, untilOn }: LegalHold): Period[] {
  if (fromOn === null || untilOn === null) return [];
  return [{ from: fromOn, before: new Date(Date.parse(untilOn) + 86_400_000).toISOString().slice(0, 10) }];
}

async function spokenIn(places: readonly Place[], { from, before }: Period): Promise<string[]> {
  const found: string[] = [];
  for (const chunk of inChunks(places.map(({ id }) => encodeText(id)))) {
    const rows = await (await db()).query<{ id: string }>(sql`SELECT DISTINCT conversation_id AS id FROM activity
      WHERE conversation_id IN (${join(chunk)}) AND created_at >= ${from} AND created_at < ${before}`);
    found.push(...rows.map(({ id }) => decodeText(id)));
  }
  return found;
}

/** Items that belong to no conversation: those of conversations are held with them. */
async function rememberedIn(accounts: readonly Account[], { from, before }: Period): Promise<string[]> {
  const found: string[] = [];
  for (const { channelId, userId } of accounts) {
    const rows = await (await db()).query<{ id: string }>(sql`SELECT DISTINCT item.id FROM store_item item
      JOIN property_version version ON version.item_id = item.id JOIN state_write written ON written.seq = version.write_seq
      WHERE item.channel_id = ${encodeText(channelId)} AND item.user_id = ${encodeText(userId)} AND item.conversation_id IS NULL
        AND written.at >= ${from} AND written.at < ${before}`);
    found.push(...rows.map(({ id }) => id));
  }
  return found;
}

/** A fork that shares its past has it in the rows of its source, and that may have it in another's. */
async function sourcesOf(conversationId: string): Promise<string[]> {
  const [row] = await (await db()).query<{ id: string | null }>(sql`SELECT forked_from_id AS id FROM conversation
    WHERE id = ${encodeText(conversationId)} AND forked_at_position IS NOT NULL`);
  return row?.id ? [decodeText(row.id)] : [];
}
