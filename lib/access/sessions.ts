import { randomUUID } from "node:crypto";
import { db, decodeText, encodeText, sql } from "@/lib/db";
import { env } from "@/lib/env";
import type { Caller } from "@/lib/model";
import { type AccountRow, rolesOf } from "./account-rows";
import { isLasting } from "./emergency-rows";
import { hashOf, newToken } from "./tokens";

type SessionRow = {
  id: string;
  account_id: string;
  token_hash: string;
  rotated_at: string;
  started_at: string;
  seen_at: string;
  name: string;
  roles: string;
  emergencies: number;
};

export type OpenSession = { id: string; caller: Caller /** The cookie's token is due for another. */; isStale: boolean };

const minuteMs = 60_000;
const rotationMs = 15 * minuteMs;
/** Requests that were under way with the token before. */
const graceMs = 60_000;

/** Begins a session with a token of its own: nothing of an earlier one goes on. */
export async function startSession({ id, epoch }: Pick<AccountRow, "id" | "epoch">): Promise<string> {
  const token = newToken();
  const now = new Date().toISOString();
  await (await db()).transaction([
    sql`DELETE FROM access_session WHERE started_at < ${before(hoursMs())} OR seen_at < ${before(idleMs())}`,
    sql`INSERT INTO access_session (id, account_id, epoch, token_hash, rotated_at, started_at, seen_at)
      VALUES (${randomUUID()}, ${id}, ${epoch}, ${hashOf(token)}, ${now}, ${now}, ${now})`,
    sql`UPDATE account SET seen_on = ${now.slice(0, 10)} WHERE id = ${id}`,
  ]);
  return token;
}

/** Null when it has ended: signed out, idle or open for too long, or because of what was changed about its account. */
export async function findSession(token: string): Promise<OpenSession | null> {
  const hash = encodeText(hashOf(token));
  const [row] = await selectOpen(
    sql`session.token_hash = ${hash} OR (session.previous_hash = ${hash} AND session.rotated_at > ${before(graceMs)})`,
  );
  if (!row) return null;
  await noteSeen(row);
  return { id: row.id, caller: toCaller(row), isStale: row.token_hash === hash && row.rotated_at < before(rotationMs) };
}

/** Whoever a session is of now, without counting as use of it. */
export async function readSession(id: string): Promise<Caller | null> {
  const [row] = await selectOpen(sql`session.id = ${id}`);
  return row ? toCaller(row) : null;
}

/** Another token for the same session; null when another request was first. */
export async function rotateSession(token: string): Promise<string | null> {
  const next = newToken();
  const rotated = await (await db()).execute(sql`UPDATE access_session SET previous_hash = token_hash, token_hash = ${hashOf(next)},
    rotated_at = ${new Date().toISOString()} WHERE token_hash = ${encodeText(hashOf(token))}`);
  return rotated > 0 ? next : null;
}

export async function endSession(token: string): Promise<void> {
  const hash = encodeText(hashOf(token));
  await (await db()).execute(sql`DELETE FROM access_session WHERE token_hash = ${hash} OR previous_hash = ${hash}`);
}

async function selectOpen(which: ReturnType<typeof sql>): Promise<SessionRow[]> {
  return (await db()).query<SessionRow>(sql`SELECT session.id, session.account_id, session.token_hash, session.rotated_at,
      session.started_at, session.seen_at, account.name, account.roles,
      (SELECT count(*) FROM emergency_access emergency WHERE emergency.account_id = account.id AND ${isLasting()}) AS emergencies
    FROM access_session session JOIN account ON account.id = session.account_id AND account.epoch = session.epoch
    WHERE (${which}) AND account.disabled_at IS NULL AND session.started_at > ${before(hoursMs())} AND session.seen_at > ${before(idleMs())}`);
}

/** Once a minute is enough for time-outs of minutes. */
async function noteSeen({ id, seen_at }: SessionRow): Promise<void> {
  if (seen_at > before(minuteMs)) return;
  await (await db()).execute(sql`UPDATE access_session SET seen_at = ${new Date().toISOString()} WHERE id = ${id}`);
}

function toCaller({ account_id, name, roles, emergencies }: SessionRow): Caller {
  const caller: Caller = { kind: "account", id: account_id, name: decodeText(name), roles: rolesOf({ roles }) };
  return emergencies > 0 ? { ...caller, hasEmergency: true } : caller;
}

function before(ms: number): string {
  return new Date(Date.now() - ms).toISOString();
}

const idleMs = (): number => (env().signIn?.idleMinutes ?? 0) * minuteMs;
const hoursMs = (): number => (env().signIn?.hours ?? 0) * 60 * minuteMs;
