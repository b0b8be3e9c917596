import { db, encodeText, inChunks, join, type Sql, sql } from "@/lib/db";
import { type Caller, newErasureReviewId } from "@/lib/model";
import { noteErased, suppressStatements } from "@/lib/standing";
import { moveRequest } from "../../requests/move-request";
import { setStep } from "../erasure-row";
import { conversationsOf, type Reach } from "../reach/reach";
import { nextRound } from "../work/next-round";
import type { PreparedWork } from "../work/prepare-work";
import type { Task } from "../work/task";
import { failErasure } from "./fail-erasure";
import { forgetInProcess } from "./forget-in-process";

/** Up to here everything is one transaction. Somebody with more goes in portions, so that others' turns run between them. */
const rowsAtOnce = 4000;

/** The work itself. When a transaction fails nothing of it was done, and the case has failed. */
export async function eraseAll(number: string, { task, last }: PreparedWork, { by }: { by: Caller }): Promise<void> {
  try {
    const rest = await erasePortions(task);
    await eraseLast(number, task, [...rest, ...last], by);
  } catch (error) {
    await failErasure(number, error, { keepsSealed: task.work.rows > rowsAtOnce });
    throw error;
  }
  await noteErased(erasedOf(task.reach));
  await forgetInProcess(task.reach);
}

/** Answers the statements that are left for the last transaction: all of them, unless they are very many. */
async function erasePortions({ work }: Task): Promise<Sql[]> {
  const { batches } = work;
  if (work.rows <= rowsAtOnce) return batches.flatMap(({ statements }) => statements);
  const database = await db();
  for (const { statements } of batches) {
    await database.transaction(statements);
    await nextRound();
  }
  return [];
}

async function eraseLast(number: string, task: Task, statements: readonly Sql[], caller: Caller): Promise<void> {
  const counts = task.work.stores.reduce(
    (sum, { deleted, rewritten }) => ({ deleted: sum.deleted + deleted, rewritten: sum.rewritten + rewritten }),
    {
      deleted: 0,
      rewritten: 0,
    },
  );
  await moveRequest(number, "verifying", {
    caller,
    detail: counts,
    statements: [
      ...statements,
      ...suppressStatements(erasedOf(task.reach), { caseNumber: number, at: task.at }),
      ...reviews(task),
      setStep(number, "erased"),
    ],
  });
}

export function erasedOf(reach: Reach) {
  const accounts = reach.accounts.map(({ channelId, userId }) => ({ channelId, userId }));
  return { accounts, conversationIds: conversationsOf(reach, "whole").map(({ id }) => id) };
}

/** What nobody can attribute waits for a person, with the case. */
function reviews({ number, unattributed }: Task): Sql[] {
  const places = new Map(unattributed.map((one) => [JSON.stringify([one.itemId, one.pattern, one.reason]), one]));
  return inChunks([...places.values()]).map((some) => {
    const rows = some.map(
      ({ botId, itemId, pattern, reason }) =>
        sql`(${newErasureReviewId()}, ${number}, ${encodeText(botId)}, ${itemId}, ${encodeText(pattern)}, ${reason})`,
    );
    return sql`INSERT INTO erasure_review (id, number, bot_id, item_id, pattern, reason) VALUES ${join(rows)}`;
  });
}
