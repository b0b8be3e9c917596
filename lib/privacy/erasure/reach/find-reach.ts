import { db, decodeText, encodeText, inChunks, join, sql } from "@/lib/db";
import { identityIdOf } from "@/lib/facts";
import { requirePerson } from "@/lib/memory";
import { findCopies, findUnmarkedCopies } from "./find-copies";
import { findHeld } from "./find-held";
import type { Account, Held, Reach, ReachedConversation } from "./reach";
import { readSince } from "./read-since";

export type Place = {
  id: string;
  botId: string;
  channelId: string;
  createdAt: string;
  forkedFromId: string | null;
  isSharing: boolean;
  members: Present[];
};
type Present = { userId: string; name: string; joinedAt: string; isThere: boolean };

/** Everybody and every conversation that erasing a person touches. Throws `person_not_found`. */
export async function findReach(personId: string): Promise<Reach> {
  const known = await requirePerson(personId);
  return findReachOf(known.map(({ identityId, channelId, userId, name }) => ({ identityId, channelId, userId, names: [name] })));
}

/** The same for accounts, whosever they are taken to be; `isHeld` says which conversations are kept besides those on hold here. */
export async function findReachOf(known: readonly Account[], isHeld: (id: string) => boolean = () => false): Promise<Reach> {
  const accounts = new Map(known.map((account) => [account.identityId, account]));
  const places = new Map<string, Place>();
  let fresh = [...accounts.values()];
  while (fresh.length > 0) {
    fresh = await addCopies(fresh, await readPlacesOf(fresh, places), accounts);
  }
  noteNames(accounts, places);
  const held = await findHeld([...accounts.values()], [...places.values()], isHeld);
  const since = await readSince([...accounts.values()], [...places.values()]);
  return { ...(await settle([...accounts.values()], [...places.values()], held)), ...(since !== undefined && { since }) };
}

/** Conversations in which these accounts are or were. Adds them to those that are known. */
async function readPlacesOf(accounts: readonly Account[], known: Map<string, Place>): Promise<Place[]> {
  const found: Place[] = [];
  for (const chunk of inChunks(accounts)) {
    const rows = await (await db()).query<{ conversation_id: string; user_id: string; channel_id: string }>(
      sql`SELECT member.conversation_id, member.user_id, conversation.channel_id FROM member
        JOIN conversation ON conversation.id = member.conversation_id
        WHERE member.user_id IN (${join(chunk.map(({ userId }) => encodeText(userId)))})`,
    );
    const own = rows.filter((row) => isOf(chunk, { channelId: decodeText(row.channel_id), userId: decodeText(row.user_id) }));
    found.push(...(await readPlaces(own.map((row) => decodeText(row.conversation_id)).filter((id) => !known.has(id)))));
  }
  for (const place of found) known.set(place.id, place);
  return found;
}

function isOf(accounts: readonly Account[], one: { channelId: string; userId: string }): boolean {
  return accounts.some(({ channelId, userId }) => channelId === one.channelId && userId === one.userId);
}

type PlaceRow = Record<"id" | "bot_id" | "channel_id" | "created_at", string> & {
  forked_from_id: string | null;
  forked_at_position: number | null;
};
type MemberRow = Record<"conversation_id" | "user_id" | "name" | "joined_at", string> & { left_at: string | null };

async function readPlaces(ids: readonly string[]): Promise<Place[]> {
  const places = new Map<string, Place>();
  for (const chunk of inChunks([...new Set(ids)].map(encodeText))) {
    const rows = await (await db()).query<PlaceRow>(sql`SELECT id, bot_id, channel_id, created_at, forked_from_id, forked_at_position
      FROM conversation WHERE id IN (${join(chunk)})`);
    for (const row of rows) places.set(row.id, toPlace(row));
    const members = await (await db()).query<MemberRow>(sql`SELECT conversation_id, user_id, name, joined_at, left_at FROM member
      WHERE conversation_id IN (${join(chunk)}) ORDER BY conversation_id, position, user_id`);
    for (const row of members) places.get(row.conversation_id)?.members.push(toPresent(row));
  }
  return [...places.values()];
}

function toPresent({ user_id, name, joined_at, left_at }: MemberRow): Present {
  return { userId: decodeText(user_id), name: decodeText(name), joinedAt: joined_at, isThere: left_at === null };
}

function toPlace(row: PlaceRow): Place {
  const forkedFromId = row.forked_from_id === null ? null : decodeText(row.forked_from_id);
  const isSharing = row.forked_at_position !== null;
  return {
    id: decodeText(row.id),
    botId: decodeText(row.bot_id),
    channelId: decodeText(row.channel_id),
    createdAt: row.created_at,
    forkedFromId,
    isSharing,
    members: [],
  };
}

async function readForks(ids: readonly string[]): Promise<Place[]> {
  const forks: string[] = [];
  for (const chunk of inChunks(ids)) {
    const rows = await (await db()).query<{ id: string }>(
      sql`SELECT id FROM conversation WHERE forked_from_id IN (${join(chunk.map(encodeText))})`,
    );
    forks.push(...rows.map(({ id }) => decodeText(id)));
  }
  return readPlaces(forks);
}

/** What forks and opened files call the person. Adds those that are not known yet. */
async function addCopies(some: readonly Account[], found: readonly Place[], accounts: Map<string, Account>): Promise<Account[]> {
  const forks = await readForks(found.map(({ id }) => id));
  const sources = new Map(found.map((place) => [place.id, place]));
  const pairs = forks.flatMap((fork): [Place, Place][] => {
    const source = sources.get(fork.forkedFromId ?? "");
    return source ? [[source, fork]] : [];
  });
  const unmarked = await findUnmarkedCopies(pairs, ({ identityId }) => accounts.has(identityId));
  const fresh = [...(await findCopies(some)), ...unmarked].filter(({ identityId }) => !accounts.has(identityId));
  for (const copy of fresh) accounts.set(copy.identityId, copy);
  return [...new Map(fresh.map((copy) => [copy.identityId, copy])).values()];
}

function noteNames(accounts: Map<string, Account>, places: ReadonlyMap<string, Place>): void {
  for (const { channelId, members } of places.values()) {
    for (const { userId, name } of members) {
      const account = accounts.get(identityIdOf({ channelId, userId }));
      if (account && !account.names.includes(name)) account.names.push(name);
    }
  }
}

async function settle(accounts: Account[], places: readonly Place[], held: Held): Promise<Reach> {
  const stays = new Set(held.conversationIds);
  const conversations = places.map((place) => toReached(place, accounts, stays)).sort((one, other) => (one.id < other.id ? -1 : 1));
  const whole = conversations.filter(({ fate }) => fate === "whole").map(({ id }) => id);
  const forks = await readForks(whole);
  const goes = new Set(whole);
  const changed = new Set(conversations.map(({ id }) => id).filter((id) => !stays.has(id)));
  const orphans = forks.filter(({ id, isSharing }) => isSharing && !goes.has(id)).map(({ id }) => id);
  // A fork whose person is another one in its source, or whose source is held: what it shares must not be changed there.
  const strangers = places.filter(
    ({ id, forkedFromId, isSharing }) => isSharing && changed.has(id) && !goes.has(id) && !changed.has(forkedFromId ?? ""),
  );
  return { accounts, conversations, detached: [...new Set([...orphans, ...strangers.map(({ id }) => id)])].sort(), held };
}

function toReached({ id, botId, channelId, members }: Place, accounts: readonly Account[], held: ReadonlySet<string>): ReachedConversation {
  const others = members.filter(({ userId }) => !isOf(accounts, { channelId, userId }));
  const fate = held.has(id) ? "held" : others.some(({ isThere }) => isThere) ? "shared" : "whole";
  return { id, botId, channelId, fate, others: others.map(({ userId }) => userId) };
}
