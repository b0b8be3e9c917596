import type { AllScopes } from "@/lib/model";
import { readScopes } from "@/lib/state";
import { requireActiveConversation } from "./active-conversation";
import { scopeAddress } from "./write-state";

/** The four scopes as stored now; the first member's when no person is given. */
export async function readState(conversationId: string, userId?: string): Promise<AllScopes> {
  const conversation = await requireActiveConversation(conversationId);
  return readScopes(await scopeAddress(conversation, userId));
}
