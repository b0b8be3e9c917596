import { forgetConversation, rereadConversation } from "@/lib/conversations";
import { bus, noteErasure } from "@/lib/live";
import { erasureEpoch, standingChanged } from "@/lib/standing";
import { conversationsOf, type Reach } from "../reach/reach";

/** What this process and open pages hold in memory goes too. */
export async function forgetInProcess(reach: Reach): Promise<void> {
  for (const { id } of conversationsOf(reach, "whole")) forgetConversation(id);
  for (const { id } of conversationsOf(reach, "shared")) await rereadConversation(id);
  await tell({
    conversationIds: reach.conversations.map(({ id }) => id),
    personIds: reach.accounts.map(({ identityId }) => identityId),
  });
}

/** Once mentions among strangers are gone too: pages read again what they show. A page that was away since the first of both has missed that. */
export async function tellFinished(): Promise<void> {
  await standingChanged();
  await tell({ conversationIds: [], personIds: [] });
}

async function tell(erased: { conversationIds: string[]; personIds: string[] }): Promise<void> {
  const told = { ...erased, erasureEpoch: await erasureEpoch() };
  noteErasure(told);
  bus().publish({ type: "person-erased", ...told });
}
