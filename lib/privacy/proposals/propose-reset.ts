import { requireConversation } from "@/lib/conversations";
import { db, sql } from "@/lib/db";
import { identityIdOf } from "@/lib/facts";
import type { Caller, Proposal, ProposeResetRequest } from "@/lib/model";
import { propose } from "./propose";

/** A production scope is not emptied by one person alone. Throws `conversation_not_found`. */
export async function proposeReset({ reason, ...what }: ProposeResetRequest, caller: Caller): Promise<Proposal> {
  const { channelId } = await requireConversation(what.conversationId);
  const personId = await personOf({ channelId, userId: what.userId });
  return propose({ kind: "reset-scopes", personId, ...what }, { reason, caller });
}

async function personOf(account: { channelId: string; userId: string }): Promise<string | null> {
  const [row] = await (await db()).query<{ person_id: string }>(sql`SELECT person_id FROM identity WHERE id = ${identityIdOf(account)}`);
  return row?.person_id ?? null;
}
