import { forgetConversation, rereadConversation } from "@/lib/conversations";
import { bus } from "@/lib/live";
import { conversationsOf, type Reach } from "../reach/reach";

/** What this process and open pages hold in memory goes too. */
export async function forgetInProcess(reach: Reach): Promise<void> {
  for (const { id } of conversationsOf(reach, "whole")) forgetConversation(id);
  for (const { id } of conversationsOf(reach, "shared")) await rereadConversation(id);
  bus().publish({
    type: "person-erased",
    conversationIds: reach.conversations.map(({ id }) => id),
    personIds: reach.accounts.map(({ identityId }) => identityId),
  });
}
