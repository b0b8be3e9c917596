import { attachInspection, readBotsCopy } from "@/lib/conversations";
import { hideInCopy } from "@/lib/memory";
import { handle } from "../_lib/handle";
import * as operations from "../_operations/conversations/inspection";

export const inspectionHandlers = [
  handle(operations.attachInspection, async ({ params }) => ({ body: await attachInspection(params.conversationId) })),
  handle(operations.getBotCopy, async ({ params: { conversationId }, query }) => ({
    body: await hideInCopy(await readBotsCopy(conversationId, query.turn ?? null), conversationId),
  })),
];
