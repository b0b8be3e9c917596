import { randomUUID } from "node:crypto";
import { type AuditInput, commitAudited } from "@/lib/audit";
import { encodeText, type Sql, sql } from "@/lib/db";
import { newLine, processSingleton } from "@/lib/env";
import { bus } from "@/lib/live";
import { type Caller, type Emergency, HarnessError, may, refusalOf, systemCaller } from "@/lib/model";
import { type EmergencyRow, isAsked, isLasting, requireEmergency, selectEmergencies, toEmergency } from "./emergency-rows";

const lastsMs = 30 * 60_000;

/** An administrator asks to read people's data. Only somebody who signed in: a key could be anybody's. Throws `emergency_open`. */
export async function askEmergency(reason: string, caller: Caller): Promise<Emergency> {
  requireAccountOf(caller);
  return oneAtATime(() => ask(reason, caller));
}

async function ask(reason: string, caller: Caller): Promise<Emergency> {
  const open = await selectEmergencies(sql`emergency.account_id = ${caller.id} AND (${isAsked()} OR ${isLasting()})`);
  if (open.length > 0) throw new HarnessError("emergency_open", "You asked already, or have emergency access now.");
  const id = randomUUID();
  const insert = sql`INSERT INTO emergency_access (id, account_id, reason, asked_at)
    VALUES (${id}, ${caller.id}, ${encodeText(reason)}, ${new Date().toISOString()})`;
  await commitAudited([{ caller, action: "access.emergency-asked", place: caller.id }], [insert]);
  // Nobody sees more for that.
  announce(null);
  return toEmergency(await requireEmergency(id), caller);
}

/** Lets them, for half an hour from now. Throws `emergency_not_found`, and `second_person_needed` for who asked. */
export async function grantEmergency(id: string, caller: Caller): Promise<Emergency> {
  return oneAtATime(() => grant(id, caller));
}

async function grant(id: string, caller: Caller): Promise<Emergency> {
  const { account_id } = await requireEmergency(id, isAsked());
  requireAccountOf(caller);
  if (account_id === caller.id) throw new HarnessError("second_person_needed", "Somebody else grants what you asked for.");
  const now = Date.now();
  const [since, until] = [new Date(now).toISOString(), new Date(now + lastsMs).toISOString()];
  await commitAudited(
    [{ caller, action: "access.emergency-granted", place: account_id }],
    [sql`UPDATE emergency_access SET since = ${since}, until = ${until} WHERE id = ${id} AND since IS NULL AND ended_at IS NULL`],
  );
  announce(account_id);
  return toEmergency(await requireEmergency(id), caller);
}

/** By who has it, or by an approver, who so refuses also what was only asked for. Throws `emergency_not_found` and `not_allowed`. */
export async function endEmergency(id: string, caller: Caller): Promise<Emergency> {
  const isApprover = may(caller, "privacy.approve");
  if (!isApprover && !may(caller, "access.manage")) throw new HarnessError("not_allowed", refusalOf("privacy.approve"));
  return oneAtATime(() => end(id, { caller, isApprover }));
}

async function end(id: string, { caller, isApprover }: { caller: Caller; isApprover: boolean }): Promise<Emergency> {
  const row = await requireEmergency(id);
  if (!isApprover && row.account_id !== caller.id) throw new HarnessError("not_allowed", refusalOf("privacy.approve"));
  if (row.ended_at !== null) return toEmergency(row, caller);
  const { inputs, statements } = ending([row], caller);
  await commitAudited(inputs, statements);
  announce(row.since === null ? null : row.account_id);
  return toEmergency(await requireEmergency(id), caller);
}

/** What is over by the clock ends on record, and open pages forget what it showed. */
export function endExpiredEmergencies(): Promise<number> {
  return oneAtATime(endExpired);
}

async function endExpired(): Promise<number> {
  const over = await selectEmergencies(
    sql`emergency.ended_at IS NULL AND NOT ${isAsked()} AND (emergency.since IS NULL OR NOT ${isLasting()})`,
  );
  if (over.length === 0) return 0;
  const { inputs, statements } = ending(over, systemCaller);
  await commitAudited(inputs, statements);
  for (const id of new Set(over.map(({ account_id }) => account_id))) announce(id);
  return over.length;
}

type Ending = { inputs: AuditInput[]; statements: Sql[] };

/** What an account asked for or has ends with its role. */
export async function endingOf(accountId: string, caller: Caller): Promise<Ending> {
  return ending(await selectEmergencies(sql`emergency.account_id = ${accountId} AND emergency.ended_at IS NULL`), caller);
}

/** All of an account's at once: there is no second one to go on with. */
function ending(rows: readonly EmergencyRow[], caller: Caller): Ending {
  const now = new Date().toISOString();
  const accounts = [...new Set(rows.map(({ account_id }) => account_id))];
  return {
    inputs: accounts.map((place) => ({ caller, action: "access.emergency-ended", place })),
    statements: accounts.map(
      (id) => sql`UPDATE emergency_access SET ended_at = CASE WHEN until < ${now} THEN until ELSE ${now} END
      WHERE account_id = ${id} AND ended_at IS NULL`,
    ),
  };
}

/** Open pages find the banner; those of this account ask anew what they may see. */
function announce(accountId: string | null): void {
  bus().publish({ type: "masking", callerId: accountId });
}

/** What was found to be asked for is still so when it is granted or ended: what goes on record is what was done. */
const oneAtATime = processSingleton("emergencies", newLine);

function requireAccountOf({ kind }: Caller): void {
  if (kind === "account") return;
  throw new HarnessError("not_allowed", "Emergency access is for people who signed in, by people who signed in: not with a key.");
}
