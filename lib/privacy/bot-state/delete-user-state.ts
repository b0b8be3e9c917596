import { commitAudited } from "@/lib/audit";
import { deleteUserData, requireListedBot } from "@/lib/conversations";
import { newLine, processSingleton, subjectRef } from "@/lib/env";
import type { ListedBot } from "@/lib/model";
import { type Account, requireUsable, standingOf } from "@/lib/standing";
import { openErasureOf, personOfAccount } from "../requests/open-erasure-of";
import { openRequest } from "../requests/open-request";
import { botCaller, botStatePlace } from "./bot-caller";

/** A bot that asks twice at once gets one case. */
const oneByOne = processSingleton("bot-state-cases", newLine);

/**
 * Deletes what a bot keeps of a person, as the bot state service promises, at once. A bot set so thereby asks for the rest too: a case of erasure
 * is opened first, or is there already, so that nothing is ever gone without one, wherever it is cut off. Answers what went. Throws
 * `person_restricted` and `person_being_erased`.
 */
export async function deleteUserState(botId: string, account: Account): Promise<string[]> {
  const bot = await requireListedBot(botId);
  const caseNumber = bot.deletionOpensCase ? await oneByOne(() => caseFor(bot, account)) : null;
  const removed = await deleteUserData(botId, account);
  if (caseNumber !== null) await putOnRecord(account, { caseNumber, items: removed.length });
  return removed;
}

/** Null for somebody of whom nothing is kept. What is refused opens none. */
async function caseFor(bot: ListedBot, account: Account): Promise<string | null> {
  const { isRestricted, isBeingErased } = await standingOf(account);
  if (isRestricted || isBeingErased) await requireUsable([account]);
  const personId = await personOfAccount(account);
  return personId && ((await openErasureOf(personId)) ?? (await openErasure(bot, personId)));
}

async function putOnRecord(account: Account, { caseNumber, items }: { caseNumber: string; items: number }): Promise<void> {
  await commitAudited([
    {
      caller: botCaller,
      action: "state.reset",
      subjects: [subjectRef(account)],
      caseNumber,
      place: botStatePlace,
      purpose: "request",
      counts: { items },
    },
  ]);
}

/** Who the person is, nobody has checked yet. */
async function openErasure({ name }: ListedBot, personId: string): Promise<string> {
  const asked = `Asked for by the bot ${name} over the bot state service (v3), which deletes what it keeps there of this person.`;
  return (await openRequest({ type: "erasure", personId, asked }, botCaller)).number;
}
