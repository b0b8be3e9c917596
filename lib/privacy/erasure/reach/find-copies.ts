import { db, decodeText, inChunks, join, listOf, type Sql, sql } from "@/lib/db";
import { subjectRef } from "@/lib/env";
import { foldText, identityIdOf, textHash } from "@/lib/facts";
import type { Place } from "./find-reach";
import type { Account, Reach } from "./reach";

type CopyRow = { id: string; channel_id: string; user_id: string; name: string; made_by: "fork" | "file" };

/** Accounts that forks and opened files made of these, by the mark that says so. */
export async function findCopies(accounts: readonly Account[]): Promise<Account[]> {
  const found: Account[] = [];
  for (const chunk of inChunks(accounts.map(subjectRef))) {
    const rows = await (await db()).query<CopyRow>(sql`SELECT DISTINCT identity.id, channel_id, user_id, name, made_by FROM identity_copy
      JOIN identity ON identity.id = identity_copy.identity_id WHERE original_ref IN (${join(chunk)}) ORDER BY identity.id`);
    found.push(...rows.map(toAccount));
  }
  return found;
}

function toAccount({ id, channel_id, user_id, name, made_by }: CopyRow): Account {
  return { identityId: id, channelId: decodeText(channel_id), userId: decodeText(user_id), names: [decodeText(name)], copiedBy: made_by };
}

/**
 * The same in a fork that was made before there were marks. People kept their order in it: somebody with an id that the source has not, who
 * joined when the fork was made, is who had that rank in the source then. Where one of the two has lost somebody since, who
 * alone has the same name there.
 */
export async function findUnmarkedCopies(
  pairs: readonly [source: Place, fork: Place][],
  isKnown: (account: Account) => boolean,
): Promise<Account[]> {
  const alike = pairs.flatMap(([source, fork]) => sameRank(source, fork).filter(({ original }) => isKnown(original)));
  const marked = await readMarked(alike.map(({ copy }) => copy.identityId));
  return alike.flatMap(({ copy }) => (marked.has(copy.identityId) ? [] : [copy]));
}

function sameRank(source: Place, fork: Place): { original: Account; copy: Account }[] {
  const then = source.members.filter(({ joinedAt }) => joinedAt <= fork.createdAt);
  const joined = fork.members.filter(({ joinedAt }) => joinedAt === fork.createdAt);
  const known = new Set(source.members.map(({ userId }) => userId));
  const namesakes = (list: Place["members"], name: string) => list.filter((one) => one.name === name);
  return then.flatMap((member, rank) => {
    const called = namesakes(then, member.name).length === 1 ? namesakes(joined, member.name) : [];
    const copy = then.length === joined.length ? joined[rank] : called.length === 1 ? called[0] : undefined;
    if (!copy || known.has(copy.userId)) return [];
    return [{ original: accountIn(source, member), copy: { ...accountIn(fork, copy), copiedBy: "fork" as const } }];
  });
}

function accountIn({ channelId }: Place, { userId, name }: Place["members"][number]): Account {
  return { channelId, userId, identityId: identityIdOf({ channelId, userId }), names: [name] };
}

/** Who is a copy of somebody by a mark, and so of nobody else. */
async function readMarked(identityIds: readonly string[]): Promise<Set<string>> {
  const marked = new Set<string>();
  for (const chunk of inChunks(identityIds)) {
    const rows = await (await db()).query<{ identity_id: string }>(
      sql`SELECT DISTINCT identity_id FROM identity_copy WHERE identity_id IN (${join(chunk)})`,
    );
    for (const { identity_id } of rows) marked.add(identity_id);
  }
  return marked;
}

/** Made by opening a file: one who is marked so, or from before there were marks is in what nobody can talk in. */
const isOpened: Sql = sql`EXISTS (SELECT 1 FROM member JOIN conversation ON conversation.id = member.conversation_id
  WHERE member.user_id = identity.user_id AND conversation.channel_id = identity.channel_id AND conversation.is_read_only)`;
const isMarked: Sql = sql`EXISTS (SELECT 1 FROM identity_copy WHERE identity_copy.identity_id = identity.id)`;

/** A condition on `identity`: a copy is called as its original is, which says of nobody that they are called so too. */
export const isCopy: Sql = sql`(${isMarked} OR ${isOpened})`;

/** How many accounts of files that were opened before there were marks are called as somebody in the reach: perhaps they are copies of them. */
export async function countAlike({ accounts }: Reach): Promise<number> {
  const names = [...new Set(accounts.flatMap(({ names: own }) => own).map(foldText))];
  const hashes = names.map((name) => sql`CAST(${textHash(name)} AS BIGINT)`);
  const alike = new Set<string>();
  for (const chunk of inChunks(hashes)) {
    const rows = await (await db()).query<{ id: string }>(sql`SELECT id FROM identity WHERE name_hash IN (${join(chunk)})
      AND id NOT IN (${listOf(accounts.map(({ identityId }) => identityId))}) AND NOT ${isMarked} AND ${isOpened}`);
    for (const { id } of rows) alike.add(id);
  }
  return alike.size;
}
