import { db, encodeText, sql } from "@/lib/db";
import { subjectRef } from "@/lib/env";
import type { Caller, Jurisdiction, PrivacyCase, RequestType } from "@/lib/model";
import { commitAudited } from "../commit-audited";
import { requireRequest } from "./case-row";
import { readAccounts } from "./read-accounts";

export type NewCase = { type: RequestType; personId: string; receivedOn: string; jurisdiction?: Jurisdiction; notes?: string };

/** As often is a number tried that another case took in the same moment. */
const maxTries = 5;

/** Opens a case about a person under all accounts that are known to be theirs. Throws `person_not_found`. */
export async function openRequest(asked: NewCase, caller: Caller): Promise<PrivacyCase> {
  const accounts = await readAccounts(asked.personId);
  const subjects = accounts.map(subjectRef);
  for (let tries = 1; ; tries++) {
    const number = await nextNumber(new Date());
    try {
      await insertCase({ ...asked, number, subjects }, caller);
      return await requireRequest(number);
    } catch (error) {
      if (tries === maxTries || !(await isTaken(number))) throw error;
    }
  }
}

async function insertCase({ number, subjects, ...asked }: NewCase & { number: string; subjects: string[] }, caller: Caller): Promise<void> {
  const [at, by] = [new Date().toISOString(), encodeText(caller.name)];
  await commitAudited(
    [{ caller, action: "case.opened", subjects, caseNumber: number, purpose: "request" }],
    [
      sql`INSERT INTO privacy_request (number, type, state, person_id, subjects, received_on, jurisdiction, opened_by, opened_at, notes)
      VALUES (${number}, ${asked.type}, 'received', ${asked.personId}, ${JSON.stringify(subjects)}, ${asked.receivedOn},
        ${asked.jurisdiction ?? "eu"}, ${by}, ${at}, ${encodeText(asked.notes ?? "")})`,
      sql`INSERT INTO request_event (number, seq, at, "by", "from", "to") VALUES (${number}, 1, ${at}, ${by}, NULL, 'received')`,
    ],
  );
}

async function nextNumber(now: Date): Promise<string> {
  const year = `DS-${now.getUTCFullYear()}-`;
  const [last] = await (await db()).query<{ number: string }>(sql`SELECT number FROM privacy_request WHERE number LIKE ${`${year}%`}
    ORDER BY length(number) DESC, number DESC LIMIT 1`);
  const count = last ? Number(last.number.slice(year.length)) : 0;
  return `${year}${String(count + 1).padStart(4, "0")}`;
}

async function isTaken(number: string): Promise<boolean> {
  const rows = await (await db()).query(sql`SELECT number FROM privacy_request WHERE number = ${number}`);
  return rows.length > 0;
}
