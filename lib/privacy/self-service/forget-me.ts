import { commitAudited } from "@/lib/audit";
import { db, encodeText, sql } from "@/lib/db";
import { subjectRef } from "@/lib/env";
import { identityIdOf } from "@/lib/facts";
import { type Caller, endStates } from "@/lib/model";
import { moveRequest } from "../requests/move-request";
import { openRequest } from "../requests/open-request";
import type { SelfAccount } from "./offer-self-service";

/** The person, in their own chat. */
export const selfCaller: Caller = { kind: "system", id: "self-service", name: "The person, in the chat", roles: [] };

/** Opens a case of erasure for whoever asks, known by the chat itself; one that is open already stands. Answers what to tell them. */
export async function forgetMe(account: SelfAccount): Promise<string> {
  const personId = await personOf(account);
  if (personId === null) return "I keep nothing about you that could be deleted.";
  const open = await openErasure(personId);
  if (open !== null) return `You have asked for that already: it is case ${open}, and it is being worked on.`;
  const number = await openIdentified(personId);
  await commitAudited([
    { caller: selfCaller, action: "self-service.asked", subjects: [subjectRef(account)], caseNumber: number, purpose: "request" },
  ]);
  return `I have passed that on: it is case ${number}. What is kept about you will be deleted within a month at the latest.`;
}

async function openIdentified(personId: string): Promise<string> {
  const today = new Date().toISOString();
  const { number } = await openRequest({ type: "erasure", personId, receivedOn: today.slice(0, 10) }, selfCaller);
  const identified = JSON.stringify({ how: "code", at: today, by: selfCaller.name, note: "Asked in their own chat" });
  await moveRequest(number, "verified", {
    caller: selfCaller,
    statements: [sql`UPDATE privacy_request SET identified = ${encodeText(identified)} WHERE number = ${number}`],
  });
  return number;
}

async function personOf({ channelId, userId }: SelfAccount): Promise<string | null> {
  const [row] = await (await db()).query<{ person_id: string }>(
    sql`SELECT person_id FROM identity WHERE id = ${identityIdOf({ channelId, userId })}`,
  );
  return row?.person_id ?? null;
}

async function openErasure(personId: string): Promise<string | null> {
  const rows = await (await db()).query<{ number: string; state: string }>(
    sql`SELECT number, state FROM privacy_request WHERE person_id = ${personId} AND type = 'erasure' ORDER BY opened_at`,
  );
  return rows.find(({ state }) => !endStates.some((end) => end === state))?.number ?? null;
}
