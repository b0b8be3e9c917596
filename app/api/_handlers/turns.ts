import { listTurns, requireTurn } from "@/lib/conversations";
import { hideInTurn } from "@/lib/memory";
import { handle } from "../_lib/handle";
import * as operations from "../_operations/conversations/turns";

export const turnHandlers = [
  handle(operations.listTurns, async ({ params, query }) => ({ body: await listTurns(params.conversationId, query) })),
  handle(operations.getTurn, async ({ params: { conversationId, number } }) => ({
    body: await hideInTurn(await requireTurn(conversationId, number), conversationId),
  })),
];
