import { db, encodeText, inChunks, join, listOf, type Sql, sql } from "@/lib/db";
import { heldConversations, heldItems, heldWrites } from "../reach/held-rows";
import { type Account, conversationsOf, goneAccounts, groupByOwnIds, identityIdsOf, type Reach, userIdsOf } from "../reach/reach";
import { closeCases } from "./close-cases";
import { forgetPaths } from "./dictionary";
import { named } from "./named";
import { restrictHeld } from "./restrict-held";
import type { Task } from "./task";

/** Rows that go because they are the person: a condition on a table. */
type Own = { store: string; table: Sql; where: Sql };

/** Takes away who the person is: accounts, links, names, tokens, notes, what was saved of them. */
export async function erasePeople(task: Task): Promise<void> {
  for (const { store, table, where } of await listOwnRows(task)) {
    const [found] = await (await db()).query<{ rows: number }>(sql`SELECT count(*) AS rows FROM ${table} WHERE ${where}`);
    task.work.count(store, { deleted: found?.rows ?? 0 });
    if (found && found.rows > 0) task.work.add(found.rows, [sql`DELETE FROM ${table} WHERE ${where}`]);
  }
}

async function listOwnRows({ reach }: Task): Promise<Own[]> {
  const identities = join(identityIdsOf(reach));
  const users = join([...userIdsOf(reach)].map(encodeText));
  const reached = listOf(reach.conversations.map(({ id }) => encodeText(id)));
  const ofIdentity = sql`identity_id IN (${identities})`;
  const own: Own[] = [
    {
      store: "Snapshot",
      table: sql`snapshot`,
      where: sql`user_id IN (${users}) AND (conversation_id IS NULL OR conversation_id IN (${reached}))
        AND (conversation_id IS NULL OR conversation_id NOT IN (${heldConversations(reach)}))`,
    },
    {
      store: "Persona",
      table: sql`persona`,
      where: sql`(${anyAccount(reach.accounts)} OR (user_id IN (${users}) AND channel_id IS NULL))`,
    },
    { store: "UserToken", table: sql`user_token`, where: anyAccount(reach.accounts) },
    { store: "LostValue", table: sql`lost_value`, where: inShared(reach) },
    { store: "ErasedPlace", table: sql`erased_place`, where: anyAccount(reach.accounts) },
    { store: "FactNote", table: sql`fact_note`, where: sql`${ofIdentity} AND item_id NOT IN (${heldItems(reach)})` },
    {
      store: "Acquaintance",
      table: sql`acquaintance`,
      where: sql`(identity_id IN (${idsOf(goneAccounts(reach))}) OR (${ofIdentity}
        AND bot_id NOT IN (SELECT bot_id FROM store_item WHERE id IN (${heldItems(reach)}))
        AND bot_id NOT IN (SELECT bot_id FROM conversation WHERE id IN (${heldConversations(reach)}))))`,
    },
  ];
  // Who is held in part stays known, with what is said of them.
  const ofGone = sql`identity_id IN (${idsOf(goneAccounts(reach))})`;
  const people = await readPeople(goneAccounts(reach));
  const ofPeople = sql`person_id IN (${listOf(people)})`;
  return [
    ...own,
    { store: "Restriction", table: sql`restriction`, where: ofGone },
    { store: "LegalHold", table: sql`legal_hold`, where: ofGone },
    {
      store: "IdentityLink",
      table: sql`identity_link`,
      where: people.length === 0 ? ofGone : sql`(${ofGone} OR person_id IN (${join(people)}))`,
    },
    { store: "Unmasking", table: sql`unmasking`, where: ofPeople },
    { store: "Proposal", table: sql`proposal`, where: ofPeople },
  ];
}

/** Rows of the person in conversations that others keep. */
function inShared(reach: Reach): Sql {
  const groups = groupByOwnIds(reach, idsOfShared(reach));
  return groups.length === 0 ? sql`1 = 0` : sql`(${join(groups.flatMap(theirRows), " OR ")})`;
}

function idsOfShared(reach: Reach): string[] {
  return conversationsOf(reach, "shared").map(({ id }) => id);
}

function theirRows({ ids, userIds }: { ids: string[]; userIds: string[] }): Sql[] {
  const users = join(userIds.map(encodeText));
  return inChunks(ids).map((some) => sql`(conversation_id IN (${join(some.map(encodeText))}) AND user_id IN (${users}))`);
}

function anyAccount(accounts: readonly Account[]): Sql {
  const each = accounts.map(({ channelId, userId }) => sql`(user_id = ${encodeText(userId)} AND channel_id = ${encodeText(channelId)})`);
  return sql`(${join(each, " OR ")})`;
}

function idsOf(accounts: readonly Account[]): Sql {
  return listOf(accounts.map(({ identityId }) => identityId));
}

/** People who have no other identity than those in the reach. */
async function readPeople(accounts: readonly Account[]): Promise<string[]> {
  const ids = idsOf(accounts);
  const rows = await (await db()).query<{ id: string }>(sql`SELECT DISTINCT person_id AS id FROM identity WHERE id IN (${ids})
    AND NOT EXISTS (SELECT 1 FROM identity other WHERE other.person_id = identity.person_id AND other.id NOT IN (${ids}))`);
  return rows.map(({ id }) => id).sort();
}

/** What is found by who the person is goes last, in the transaction that ends the erasure: until then it can go on after a crash. */
export async function forgetPeople(task: Task): Promise<Sql[]> {
  const { reach, at, number } = task;
  const users = join([...userIdsOf(reach)].map(encodeText));
  const people = await readPeople(goneAccounts(reach));
  await countLast(task, people);
  const shared = groupByOwnIds(reach, [...idsOfShared(reach), ...reach.detached]);
  return [
    ...shared.flatMap(theirRows).flatMap((theirs) => forgetInConversations({ at, number }, theirs)),
    sql`UPDATE state_write SET user_id = NULL, counts = '{}' WHERE conversation_id IS NULL AND user_id IN (${users})
      AND seq NOT IN (${heldWrites(reach)})`,
    ...(await forgetPaths(task)),
    ...(await forgetWho(task, people)),
    ...(await restrictHeld(task)),
  ];
}

async function forgetWho(task: Task, people: readonly string[]): Promise<Sql[]> {
  const identities = idsOf(goneAccounts(task.reach));
  return [
    // Whom the facts taken away above left to be counted.
    sql`DELETE FROM person_due WHERE identity_id IN (${identities})`,
    sql`DELETE FROM identity_copy WHERE identity_id IN (${identities})`,
    sql`DELETE FROM identity WHERE id IN (${identities})`,
    ...(people.length === 0 ? [] : [sql`DELETE FROM person WHERE id IN (${join([...people])})`]),
    ...(await closeCases(task, people)),
  ];
}

function forgetInConversations({ at, number }: { at: string; number: string }, theirs: Sql): Sql[] {
  return [
    sql`INSERT INTO tombstone (conversation_id, kind, place, at, case_number)
      SELECT conversation_id, 'turn', number, CAST(${at} AS TEXT), CAST(${number} AS TEXT) FROM turn WHERE ${theirs}
      ON CONFLICT (conversation_id, kind, place) DO UPDATE SET at = excluded.at, case_number = excluded.case_number`,
    sql`UPDATE turn SET user_id = '', outcome = 'erased', error = NULL, counts = '{}', duration_ms = NULL, bot_version = NULL, lost_updates = 0 WHERE ${theirs}`,
    // A start state is put down to whom it was given to.
    sql`UPDATE state_write SET user_id = NULL, counts = '{}', "by" = CASE WHEN kind = 'start' THEN 'erased' ELSE "by" END WHERE ${theirs}`,
    sql`DELETE FROM member WHERE ${theirs}`,
  ];
}

async function countLast({ reach, work }: Task, people: readonly string[]): Promise<void> {
  const shared = groupByOwnIds(reach, idsOfShared(reach));
  for (const theirs of shared.flatMap(theirRows)) {
    for (const [store, table] of Object.entries({ Turn: "turn", StateWrite: "state_write", Member: "member" })) {
      const [found] = await (await db()).query<{ rows: number }>(sql`SELECT count(*) AS rows FROM ${named(table)} WHERE ${theirs}`);
      work.count(store, store === "StateWrite" ? { rewritten: found?.rows ?? 0 } : { deleted: found?.rows ?? 0 });
    }
  }
  const gone = idsOf(goneAccounts(reach));
  for (const [store, table, column] of [
    ["Identity", "identity", "id"],
    ["IdentityCopy", "identity_copy", "identity_id"],
  ] as const) {
    const [found] = await (await db()).query<{ rows: number }>(
      sql`SELECT count(*) AS rows FROM ${named(table)} WHERE ${named(column)} IN (${gone})`,
    );
    work.count(store, { deleted: found?.rows ?? 0 });
  }
  work.count("Person", { deleted: people.length });
}
