import { db } from "@/lib/db";
import type { PostedActivity } from "@/lib/model";
import { type Account, beginAnew, standingChanged } from "@/lib/standing";

/** What somebody does of their own accord: a message, or a conversation that they start. What a channel tells of them is not. */
export function isOwnAccord({ type = "message" }: PostedActivity): boolean {
  return type === "message";
}

/** Whoever was erased and comes back is somebody new: what is written about them from now on is kept. Changes nothing for others. */
export async function letBeginAnew(account: Account): Promise<void> {
  const statements = await beginAnew({ accounts: [account], conversationIds: [] }, new Date().toISOString());
  if (statements.length === 0) return;
  await (await db()).transaction(statements);
  await standingChanged();
}
