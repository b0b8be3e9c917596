import { db, decodeText, type Sql, sql } from "@/lib/db";
import { type Caller, type Emergency, HarnessError, may } from "@/lib/model";

export type EmergencyRow = {
  id: string;
  account_id: string;
  name: string;
  reason: string;
  asked_at: string;
  since: string | null;
  until: string | null;
  ended_at: string | null;
};

const hourMs = 3_600_000;
const shownDays = 7;

/** Of rows called `emergency`; ends by the clock, whether or not anybody has put that on record. */
export function isLasting(): Sql {
  return sql`(emergency.ended_at IS NULL AND emergency.until > ${before(0)})`;
}

/** Asked for and not answered; what nobody answers for an hour lapses. */
export function isAsked(): Sql {
  return sql`(emergency.ended_at IS NULL AND emergency.since IS NULL AND emergency.asked_at > ${before(hourMs)})`;
}

export async function selectEmergencies(where: Sql): Promise<EmergencyRow[]> {
  return (await db()).query<EmergencyRow>(sql`SELECT emergency.id, emergency.account_id, account.name, emergency.reason, emergency.asked_at,
      emergency.since, emergency.until, emergency.ended_at
    FROM emergency_access emergency JOIN account ON account.id = emergency.account_id
    WHERE ${where} ORDER BY emergency.asked_at DESC, emergency.id LIMIT 50`);
}

/** Throws `emergency_not_found`. */
export async function requireEmergency(id: string, where: Sql = sql`1 = 1`): Promise<EmergencyRow> {
  const [row] = await selectEmergencies(sql`emergency.id = ${id} AND ${where}`);
  if (row) return row;
  throw new HarnessError("emergency_not_found", "Nobody asks for this emergency access now. It may have been answered, ended or lapsed.");
}

/** Everybody sees what lasts; approvers and who asked also what was asked for, why, and what there was in the last days. */
export async function listEmergencies(caller: Caller): Promise<Emergency[]> {
  const recent = before(shownDays * 24 * hourMs);
  const rows = await selectEmergencies(sql`${isLasting()} OR ${isAsked()} OR emergency.asked_at > ${recent}`);
  return rows.map((row) => toEmergency(row, caller)).filter(({ state, reason }) => state === "lasting" || reason !== null);
}

export function toEmergency(row: EmergencyRow, caller: Caller): Emergency {
  const isOwn = row.account_id === caller.id;
  return {
    id: row.id,
    name: decodeText(row.name),
    isOwn,
    state: stateOf(row),
    reason: isOwn || may(caller, "privacy.approve") ? decodeText(row.reason) : null,
    askedAt: row.asked_at,
    since: row.since,
    until: row.ended_at ?? row.until,
  };
}

function stateOf({ asked_at, since, until, ended_at }: EmergencyRow): Emergency["state"] {
  if (ended_at !== null) return "ended";
  if (since === null) return asked_at > before(hourMs) ? "asked" : "ended";
  return until !== null && until > before(0) ? "lasting" : "ended";
}

function before(ms: number): string {
  return new Date(Date.now() - ms).toISOString();
}
