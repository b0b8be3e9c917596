import { attachInspection, readBotsCopy } from "@/lib/conversations";
import { handle } from "../_lib/handle";
import * as operations from "../_operations/conversations/inspection";

export const inspectionHandlers = [
  handle(operations.attachInspection, async ({ params }) => ({ body: await attachInspection(params.conversationId) })),
  handle(operations.getBotCopy, async ({ params, query }) => ({ body: await readBotsCopy(params.conversationId, query.turn ?? null) })),
];
