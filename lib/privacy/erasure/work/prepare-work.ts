import { flushProtocolLog } from "@/lib/channels";
import type { Sql } from "@/lib/db";
import { collectNeedles } from "../needles/collect-needles";
import { bothNeedles, type Needles } from "../needles/needles";
import type { Reach } from "../reach/reach";
import { type Decisions, readDecisions } from "../review/decisions";
import { readDecidedValues } from "../review/unknown-leaves";
import { getHeldNeedles } from "../steps/sealed";
import { detachForks } from "./detached-forks";
import { eraseLooseExchanges } from "./exchanges";
import { withHeldMentions } from "./held-mentions";
import { wereIn } from "./known-as";
import { eraseOwnItems, listOwnItems } from "./own-items";
import { erasePeople, forgetPeople } from "./people";
import { eraseFromSnapshots } from "./saved-snapshots";
import { eraseFromSharedConversations } from "./shared-conversations";
import { eraseFromSharedItems } from "./shared-items/erase-shared-items";
import { listSharedItems } from "./shared-items/list-shared-items";
import { newTask, type Task } from "./task";
import { eraseWholeConversations } from "./whole-conversations";

/** What is to be done, and what ends it: the last statements go into one transaction with what says that it was done. */
export type PreparedWork = { task: Task; last: Sql[] };

/** `decisions` stand in the place of those that the case has. */
type Asked = { number: string; at: string; reach: Reach; needles?: Needles; decisions?: Decisions };

/** Works out what erasing a person does, in the order in which it is done. Reads only; what was done already is not in it. */
export async function prepareWork({ number, at, reach, needles: known, decisions: given }: Asked): Promise<PreparedWork> {
  // What was said on the wire until now is written a moment later, and would change a plan that was just made.
  await flushProtocolLog();
  const items = await listOwnItems({ reach });
  const decisions = given ?? (await readDecisions(number));
  const needles = known ?? (await needlesOf(number, await collectNeedles(reach, items, await readDecidedValues(decisions))));
  const task = newTask({ number, at, reach: await withHeldMentions(reach, needles), needles, decisions });
  await detachForks(task);
  const shared = await listSharedItems(task, new Set(items.map(({ id }) => id)));
  task.outside.push(...shared.filter(({ conversationId }) => !wereIn(task.reach, conversationId)));
  await eraseFromSharedItems(task, shared);
  await eraseFromSnapshots(task);
  await eraseFromSharedConversations(task);
  // What follows on an erasure is about places only: who the person was is gone.
  if (reach.accounts.length === 0) return { task, last: [] };
  await eraseOwnItems(task, items);
  await eraseWholeConversations(task);
  await eraseLooseExchanges(task);
  await erasePeople(task);
  return { task, last: await forgetPeople(task) };
}

/** What went in an earlier part of the same erasure is looked for in what was held then. */
async function needlesOf(number: string, collected: Needles): Promise<Needles> {
  const held = await getHeldNeedles(number);
  return held ? bothNeedles(collected, held) : collected;
}
