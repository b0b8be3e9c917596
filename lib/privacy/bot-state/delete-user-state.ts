import { commitAudited } from "@/lib/audit";
import { deleteUserData, requireListedBot } from "@/lib/conversations";
import { processSingleton, subjectRef } from "@/lib/env";
import type { ListedBot } from "@/lib/model";
import type { Account } from "@/lib/standing";
import { openErasureOf, personOfAccount } from "../requests/open-erasure-of";
import { openRequest } from "../requests/open-request";
import { botCaller, botStatePlace } from "./bot-caller";

/**
 * Deletes what a bot keeps of a person, as the bot state service promises, at once. A bot set so has thereby asked for the rest too: a case of
 * erasure is opened, or is there already. Answers what went. Throws `person_restricted` and `person_being_erased`.
 */
export async function deleteUserState(botId: string, account: Account): Promise<string[]> {
  const bot = await requireListedBot(botId);
  const removed = await deleteUserData(botId, account);
  if (bot.deletionOpensCase) await oneByOne(() => askForTheRest(bot, account, removed.length));
  return removed;
}

async function askForTheRest(bot: ListedBot, account: Account, items: number): Promise<void> {
  const personId = await personOfAccount(account);
  if (personId === null) return;
  const caseNumber = (await openErasureOf(personId)) ?? (await openErasure(bot, personId));
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
  const asked = `Asked for by the bot ${name} over the bot state service (v3), which has deleted what it kept there of this person.`;
  return (await openRequest({ type: "erasure", personId, asked }, botCaller)).number;
}

/** A bot that asks twice at once gets one case. */
function oneByOne(work: () => Promise<void>): Promise<void> {
  const line = processSingleton<{ last: Promise<void> }>("bot-state-cases", () => ({ last: Promise.resolve() }));
  const result = line.last.then(work);
  line.last = result.catch(() => undefined);
  return result;
}
