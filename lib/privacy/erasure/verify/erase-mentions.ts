import { db, type FoundText } from "@/lib/db";
import { withMoreCounts } from "../report";
import { undecided } from "../review/decisions";
import { holdGatesOf } from "../steps/hold-gates";
import type { Sought } from "../steps/sealed";
import { forgetPaths } from "../work/dictionary";
import { knownIn } from "../work/known-as";
import { eraseOwnItems } from "../work/own-items";
import { eraseSaid } from "../work/shared-conversations";
import { eraseFromSharedItems } from "../work/shared-items/erase-shared-items";
import { readItems } from "../work/stored-items";
import { type ItemPlace, newTask, type Task } from "../work/task";
import { eraseFreeTexts } from "./free-texts";

/** Items that are called after the person, items and conversations of others that say who they are, and cells of all other tables that do. */
export type Mentions = { ownItemIds: string[]; itemIds: string[]; conversationIds: string[]; others: FoundText[] };

/** Takes what says who the person is out of what others keep, one place after the other, while nothing is written there. */
export async function eraseMentions(number: string, sought: Sought, mentions: Mentions): Promise<void> {
  const { ownItemIds, itemIds, conversationIds, others } = mentions;
  for (const id of ownItemIds) {
    await eraseAt(await readItems([id]), { number, sought }, async (task) => eraseOwnItems(task, await readItems([id])));
  }
  for (const conversationId of conversationIds) {
    await eraseAt([{ botId: "", channelId: null, conversationId, userId: null }], { number, sought }, (task) =>
      eraseSaid(task, { id: conversationId, known: knownIn(task, conversationId), turns: new Set() }),
    );
  }
  for (const id of itemIds) {
    await eraseAt(await readItems([id]), { number, sought }, async (task) => eraseFromSharedItems(task, await readItems([id])));
  }
  await eraseAt([], { number, sought }, async (task) => {
    task.work.add(1, await forgetPaths(task));
    task.work.add(others.length, eraseFreeTexts(others, task.elsewhere.redactor, task));
  });
}

type Case = { number: string; sought: Sought };

async function eraseAt(places: readonly ItemPlace[], { number, sought }: Case, work: (task: Task) => Promise<void>): Promise<void> {
  const release = await holdGatesOf(places);
  try {
    const task = newTask({ number, at: new Date().toISOString(), ...sought, decisions: undecided });
    await work(task);
    const statements = task.work.batches.flatMap((batch) => batch.statements);
    if (statements.length > 0) await (await db()).transaction([...statements, ...(await withMoreCounts(number, task.work.stores))]);
  } finally {
    release();
  }
}
