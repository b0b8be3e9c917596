import type { LiveGuard } from "@/lib/conversations";
import { readerSight } from "@/lib/memory";
import type { Caller } from "@/lib/model";
import type { OperationRight } from "./_lib/operation";
import { requireRight, requireRightHere } from "./_lib/require-right";

/** The live socket is asked for the same rights as the operations that read a conversation and post into it. */
export function liveGuard(readCaller: () => Promise<Caller>): LiveGuard {
  const require = async (right: OperationRight, conversationId: string): Promise<void> => {
    const caller = await readCaller();
    requireRight(caller, right);
    const asked = { params: { conversationId }, query: {}, body: undefined };
    await requireRightHere({ right }, asked, { caller, sight: await readerSight(caller) });
  };
  return {
    requireWatch: (conversationId) => require({ inProduction: "production.see" }, conversationId),
    requirePost: (conversationId) => require({ inProduction: "production.edit" }, conversationId),
  };
}
