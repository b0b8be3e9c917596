import { listProductionBots, requireConversation } from "@/lib/conversations";
import { HarnessError } from "@/lib/model";

/** What a production bot remembers is not thrown away by one person alone: a reset is proposed. Throws `approval_needed`. */
export async function refuseProductionReset(conversationId: string): Promise<void> {
  const { botId } = await requireConversation(conversationId);
  if (!(await listProductionBots()).has(botId)) return;
  throw new HarnessError(
    "approval_needed",
    "This bot is marked as production: a reset is proposed, and somebody else decides. Nothing was reset.",
  );
}
