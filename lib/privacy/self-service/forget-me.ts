import { commitAudited } from "@/lib/audit";
import { encodeText, sql } from "@/lib/db";
import { subjectRef } from "@/lib/env";
import type { Caller } from "@/lib/model";
import { moveRequest } from "../requests/move-request";
import { openErasureOf, personOfAccount } from "../requests/open-erasure-of";
import { openRequest } from "../requests/open-request";
import type { SelfAccount } from "./offer-self-service";

/** The person, in their own chat. */
export const selfCaller: Caller = { kind: "system", id: "self-service", name: "The person, in the chat", roles: [] };

/** Opens a case of erasure for whoever asks, known by the chat itself; one that is open already stands. Answers what to tell them. */
export async function forgetMe(account: SelfAccount): Promise<string> {
  const personId = await personOfAccount(account);
  if (personId === null) return `I keep nothing about you${account.isElsewhere ? " here" : ""} that could be deleted.`;
  const open = await openErasureOf(personId);
  if (open !== null) return `You have asked for that already: it is case ${open}, and it is being worked on.`;
  const number = await openIdentified(personId);
  await commitAudited([
    { caller: selfCaller, action: "self-service.asked", subjects: [subjectRef(account)], caseNumber: number, purpose: "request" },
  ]);
  const kept = account.isElsewhere ? "What is kept about you here" : "What is kept about you";
  return `I have passed that on: it is case ${number}. ${kept} will be deleted within a month at the latest.`;
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
