import { type AuditInput, commitAudited } from "@/lib/audit";
import { db, encodeText, type Sql, sql } from "@/lib/db";
import { subjectRef } from "@/lib/env";
import { requirePerson } from "@/lib/memory";
import { type Caller, dayOf, HarnessError, latestDayOf, type NewCaseRequest, newCaseRequest, type PrivacyCase } from "@/lib/model";
import { readLedger } from "../erasure/ledger/ledger";
import { requireRequest } from "./case-row";
import { findDuplicate } from "./duplicates";
import { recipientsAtStart } from "./recipients";

type Asked = Pick<NewCaseRequest, "type" | "personId"> & Partial<NewCaseRequest>;
type NewCase = Omit<NewCaseRequest, "receivedOn"> & { number: string; receivedOn: string; subjects: string[]; duplicateOf: string | null };

/** What is committed with a case that is opened, once it has its number. */
type Along = (number: string) => { entries: AuditInput[]; statements: Sql[] };

/** As often is a number tried that another case took in the same moment. */
const maxTries = 5;

/**
 * Opens a case about a person, found by any identity of theirs, under all accounts that are known to be theirs. One that asks the same again is
 * linked to the first. Throws `person_not_found` and `invalid_request`.
 */
export async function openRequest(
  request: Asked,
  caller: Caller,
  along: Along = () => ({ entries: [], statements: [] }),
): Promise<PrivacyCase> {
  const asked = newCaseRequest.parse(request);
  const receivedOn = requirePast(asked.receivedOn ?? dayOf(new Date()));
  const personId = await personOf(asked.personId);
  const identities = await requirePerson(personId);
  const subjects = identities.map(subjectRef);
  const duplicateOf = await findDuplicate({ type: asked.type, subjects, receivedOn });
  const recipients = await recipientsAtStart(asked.type, identities);
  for (let tries = 1; ; tries++) {
    const number = await nextNumber(new Date());
    try {
      const { entries, statements } = along(number);
      const more = { entries, statements: [...recipients(number, caller), ...statements] };
      await insertCase({ ...asked, personId, receivedOn, number, subjects, duplicateOf }, more, caller);
      return await requireRequest(number);
    } catch (error) {
      if (tries === maxTries || !(await isTaken(number))) throw error;
    }
  }
}

function requirePast(receivedOn: string): string {
  if (receivedOn <= latestDayOf(new Date())) return receivedOn;
  throw new HarnessError("invalid_request", "The request cannot have come in later than today.");
}

/** Identities that were linked are found at the person they belong to. */
async function personOf(id: string): Promise<string> {
  const [identity] = await (await db()).query<{ person_id: string }>(sql`SELECT person_id FROM identity WHERE id = ${encodeText(id)}`);
  return identity?.person_id ?? id;
}

async function insertCase(asked: NewCase, { entries, statements }: ReturnType<Along>, caller: Caller): Promise<void> {
  const [at, by, { number, subjects }] = [new Date().toISOString(), encodeText(caller.name), asked];
  await commitAudited(
    [{ caller, action: "case.opened", subjects, caseNumber: number, purpose: "request" }, ...entries],
    [
      sql`INSERT INTO privacy_request (number, type, state, person_id, subjects, received_on, jurisdiction, duplicate_of, opened_by, opened_at, asked)
      VALUES (${number}, ${asked.type}, 'received', ${asked.personId}, ${JSON.stringify(subjects)}, ${asked.receivedOn},
        ${asked.jurisdiction}, ${asked.duplicateOf}, ${by}, ${at}, ${encodeText(asked.asked)})`,
      sql`INSERT INTO request_event (number, seq, at, "by", "from", "to") VALUES (${number}, 1, ${at}, ${by}, NULL, 'received')`,
      ...statements,
    ],
  );
}

async function nextNumber(now: Date): Promise<string> {
  const year = `DS-${now.getUTCFullYear()}-`;
  const [last] = await (await db()).query<{ number: string }>(sql`SELECT number FROM privacy_request WHERE number LIKE ${`${year}%`}
    ORDER BY length(number) DESC, number DESC LIMIT 1`);
  // A backup that was restored knows of fewer cases than there were: what was erased in them is proved under their numbers.
  const known = [...(last ? [last] : []), ...readLedger()].filter(({ number }) => number.startsWith(year));
  const count = Math.max(0, ...known.map(({ number }) => Number(number.slice(year.length))));
  return `${year}${String(count + 1).padStart(4, "0")}`;
}

async function isTaken(number: string): Promise<boolean> {
  const rows = await (await db()).query(sql`SELECT number FROM privacy_request WHERE number = ${number}`);
  return rows.length > 0;
}
