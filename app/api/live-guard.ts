import type { LiveGuard } from "@/lib/conversations";
import { accountOf, readerSight } from "@/lib/memory";
import type { Caller, LiveEvent } from "@/lib/model";
import { onRecord } from "./_lib/on-record";
import type { OperationRight } from "./_lib/operation";
import { requireRight, requireRightHere } from "./_lib/require-right";

/** The live socket is asked for the same rights as the operations that read a conversation and post into it, and comes on record as they do. */
export function liveGuard(readCaller: () => Promise<Caller>): LiveGuard {
  const asked = async (operationId: string, right: OperationRight, conversationId: string): Promise<void> => {
    const caller = await readCaller();
    const input = { params: { conversationId }, query: {}, body: undefined };
    const sight = await readerSight(caller);
    await onRecord({ operationId, input, caller, sight }, async () => {
      requireRight(caller, right);
      await requireRightHere({ right }, input, { caller, sight });
      return {};
    });
  };
  return {
    requireWatch: (conversationId) => asked("listActivities", { inProduction: "production.see" }, conversationId),
    requirePost: (conversationId) => asked("postActivity", { inProduction: "production.edit" }, conversationId),
    accountOf: async (named) => accountOf(named, await readerSight(await readCaller())),
  };
}

/** Whoever goes on watching goes on reading. */
export async function recordLive(event: LiveEvent, caller: Caller): Promise<void> {
  if (event.type !== "activities" && event.type !== "state" && event.type !== "turn") return;
  const input = { params: { conversationId: event.conversationId }, query: {}, body: undefined };
  await onRecord({ operationId: "listActivities", input, caller, sight: await readerSight(caller) }, async () => ({}));
}
