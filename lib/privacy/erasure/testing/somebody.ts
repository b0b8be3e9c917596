import { openConversation, type TestConversation } from "@/lib/conversations/testing";
import { identityIdOf } from "@/lib/facts";
import { localCaller as caller, defaultChannelId as channelId, randomText } from "@/lib/model";
import { moveRequest } from "../../requests/move-request";
import { openRequest } from "../../requests/open-request";
import { approveErasure } from "../approve-erasure";
import { planErasure } from "../plan-erasure";
import { runErasure } from "../run-erasure";

export type Somebody = { id: string; name: string };

/** With an id that nobody else has. */
export function somebody(name: string): Somebody {
  return { id: `${name.split(" ")[0]?.toLowerCase()}-${randomText(8)}`, name };
}

export function openAs({ id, name }: Somebody): Promise<TestConversation> {
  return openConversation({ userId: id, name });
}

/** The number of an erasure of theirs that is planned. */
export async function planFor(person: Somebody): Promise<string> {
  return (await planPerson(identityIdOf({ channelId, userId: person.id }))).number;
}

/** The number of the case, when it has ended. */
export async function erase(person: Somebody): Promise<string> {
  return erasePerson(identityIdOf({ channelId, userId: person.id }));
}

/** The same, of whoever has this id of a person. */
export async function erasePerson(personId: string): Promise<string> {
  const { number, planHash } = await planPerson(personId);
  await approveErasure(number, { planHash, caller });
  await (await runErasure(number, { planHash, confirm: number, caller })).finished;
  return number;
}

async function planPerson(personId: string): Promise<{ number: string; planHash: string }> {
  const { number } = await openRequest({ type: "erasure", personId, receivedOn: "2026-11-20" }, caller);
  await moveRequest(number, "verified", { caller });
  const { planHash } = await planErasure(number, caller);
  return { number, planHash };
}
