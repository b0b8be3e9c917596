import { decideLostValue, listLostValues } from "@/lib/conversations";
import { handle } from "../_lib/handle";
import * as operations from "../_operations/conversations/lost-values";

export const lostValueHandlers = [
  handle(operations.listLostValues, async ({ params, query: { open, turn, seq } }) => ({
    body: await listLostValues(params.conversationId, { isOpen: open === "1", turn, seq }),
  })),
  handle(operations.decideLostValue, async ({ params: { conversationId, lostValueId }, headers, body }, { commit }) => ({
    body: await decideLostValue(conversationId, { ...body, id: lostValueId, by: headers["x-turnscope-by"], commit }),
  })),
];
