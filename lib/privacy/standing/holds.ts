import { randomUUID } from "node:crypto";
import { type AuditInput, commitAudited } from "@/lib/audit";
import { db, encodeText, join, type Sql, sql } from "@/lib/db";
import { subjectRef } from "@/lib/env";
import { type Caller, HarnessError, type HoldRequest, type ShownHold } from "@/lib/model";
import { holdStatement, holdsOn, type LegalHold, maxHoldDays, releaseHoldStatement } from "@/lib/standing";
import { personAccounts } from "../person-accounts";
import { announceStanding } from "./announce-standing";

/** Something of a person must be kept for a claim or a duty: all that is theirs, what is of some days, or one conversation. Throws `conversation_not_found`. */
export async function holdPerson(
  personId: string,
  { matter, owner, reviewOn, conversationId = null, fromOn = null, untilOn = null }: HoldRequest,
  caller: Caller,
): Promise<void> {
  const accounts = await personAccounts(personId);
  if (conversationId !== null) await requireOwnConversation(personId, conversationId);
  const held = conversationId === null ? accounts.map(({ identityId }) => identityId) : [null];
  const common = { matter, owner, reviewOn, conversationId, fromOn, untilOn, by: caller.name, at: new Date().toISOString() };
  const statements = held.map((identityId) => holdStatement({ ...common, id: randomUUID(), identityId }));
  await commitAudited([{ caller, action: "person.held", subjects: accounts.map(subjectRef), purpose: "legal" }], statements);
  await announceStanding();
}

async function requireOwnConversation(personId: string, conversationId: string): Promise<void> {
  const rows = await (await db()).query(sql`SELECT member.conversation_id FROM identity JOIN member ON member.user_id = identity.user_id
    JOIN conversation ON conversation.id = member.conversation_id AND conversation.channel_id = identity.channel_id
    WHERE identity.person_id = ${personId} AND member.conversation_id = ${encodeText(conversationId)}`);
  if (rows.length === 0) throw new HarnessError("conversation_not_found", "This person was in no such conversation.");
}

/** Somebody looked at a hold, and it stands: until when it is looked at again. Throws `hold_not_found`. */
export async function reviewHold(holdId: string, reviewOn: string, caller: Caller): Promise<void> {
  const rows = await requireHold(holdId);
  const days = (Date.parse(reviewOn) - Date.parse(new Date().toISOString().slice(0, 10))) / 86_400_000;
  if (!(days >= 0 && days <= maxHoldDays)) {
    throw new HarnessError("invalid_request", `A hold is looked at again within ${maxHoldDays} days: give a day from today to then.`);
  }
  const ids = rows.map(({ id }) => id);
  const subjects = await subjectsOf(rows);
  await commitAudited(
    [{ caller, action: "person.held", subjects, place: "review", purpose: "legal" }],
    [sql`UPDATE legal_hold SET review_on = ${reviewOn} WHERE id IN (${join(ids)}) AND released_at IS NULL`],
  );
  await announceStanding();
}

type Deciding = { caller: Caller; along: Sql[]; decision: AuditInput };

/** Ends a hold, once two persons want it (`../proposals`). `along` and the entry of their decision are committed with it. */
export async function releaseHold(holdId: string, { caller, along, decision }: Deciding): Promise<void> {
  const rows = await requireHold(holdId);
  const release = rows.map(({ id }) => releaseHoldStatement(id, { by: caller.name, at: new Date().toISOString() }));
  const released = { caller, action: "person.released" as const, subjects: await subjectsOf(rows), purpose: "legal" as const };
  await commitAudited([released, decision], [...release, ...along]);
  await announceStanding();
}

/** A hold of a person with several accounts is a row for each: all of them. Throws `hold_not_found`. */
export async function requireHold(holdId: string): Promise<LegalHold[]> {
  const open = await holdsOn();
  const found = open.find(({ id }) => id === holdId);
  if (!found) throw new HarnessError("hold_not_found", "There is no such hold, or it was released.");
  return open.filter((one) => groupOf(one) === groupOf(found));
}

/** The same for all rows of one hold. */
export function groupOf({ matter, owner, by, at, conversationId, fromOn, untilOn }: LegalHold): string {
  return JSON.stringify([matter, owner, by, at, conversationId, fromOn, untilOn]);
}

async function subjectsOf(rows: readonly LegalHold[]): Promise<string[]> {
  const [personId] = await Promise.all(rows.slice(0, 1).map(personOf));
  return personId ? (await personAccounts(personId)).map(subjectRef) : [];
}

export async function personOf({ identityId }: LegalHold): Promise<string | null> {
  if (identityId === null) return null;
  return (await personsOf([identityId])).get(identityId) ?? null;
}

/** All holds that stand, or those on these; the next to be looked at first. */
export async function listHolds(on?: Parameters<typeof holdsOn>[0]): Promise<ShownHold[]> {
  const rows = await holdsOn(on);
  const persons = await personsOf(rows.flatMap(({ identityId }) => (identityId === null ? [] : [identityId])));
  const today = new Date().toISOString().slice(0, 10);
  const groups = new Map(rows.map((row) => [groupOf(row), row]));
  return [...groups.values()].map(({ id, matter, owner, reviewOn, conversationId, fromOn, untilOn, identityId, by, at }) => {
    const personId = identityId === null ? null : (persons.get(identityId) ?? null);
    return { id, matter, owner, reviewOn, isOverdue: reviewOn < today, personId, conversationId, fromOn, untilOn, by, at };
  });
}

async function personsOf(identityIds: readonly string[]): Promise<Map<string, string>> {
  if (identityIds.length === 0) return new Map();
  const rows = await (await db()).query<{ id: string; person_id: string }>(
    sql`SELECT id, person_id FROM identity WHERE id IN (${join([...new Set(identityIds)])})`,
  );
  return new Map(rows.map((row) => [row.id, row.person_id]));
}
