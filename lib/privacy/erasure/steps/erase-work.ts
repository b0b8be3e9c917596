import { db, type Sql } from "@/lib/db";
import { conversationsOf, type Reach } from "../reach/reach";
import { nextRound } from "../work/next-round";
import type { PreparedWork } from "../work/prepare-work";

/** Up to here everything is one transaction. Somebody with more goes in portions, so that others' turns run between them. */
export const rowsAtOnce = 4000;

/** Does the work: `conclude` gets what is left for the last transaction, which is all of it unless it is very much. */
export async function eraseWork({ task, last }: PreparedWork, conclude: (statements: readonly Sql[]) => Promise<unknown>): Promise<void> {
  const { batches, rows } = task.work;
  if (rows <= rowsAtOnce) return void (await conclude([...batches.flatMap(({ statements }) => statements), ...last]));
  const database = await db();
  for (const { statements } of batches) {
    await database.transaction(statements);
    await nextRound();
  }
  await conclude(last);
}

/** Whom and what suppression keeps out from now on. */
export function erasedOf(reach: Reach) {
  const accounts = reach.accounts.map(({ channelId, userId }) => ({ channelId, userId }));
  return { accounts, conversationIds: conversationsOf(reach, "whole").map(({ id }) => id) };
}
