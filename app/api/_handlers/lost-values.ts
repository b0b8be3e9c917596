import { decideLostValue, listLostValues } from "@/lib/conversations";
import { hideInLost, requireCurrentLost } from "@/lib/memory";
import { handle } from "../_lib/handle";
import * as operations from "../_operations/conversations/lost-values";

export const lostValueHandlers = [
  handle(operations.listLostValues, async ({ params: { conversationId }, query: { open, turn, seq } }) => {
    const list = await listLostValues(conversationId, { isOpen: open === "1", turn, seq });
    return { body: { ...list, lostValues: await hideInLost(list.lostValues, conversationId) } };
  }),
  handle(operations.decideLostValue, async ({ params: { conversationId, lostValueId }, headers, body }, { commit }) => {
    await requireCurrentLost((await listLostValues(conversationId, { id: lostValueId })).lostValues, conversationId);
    const decided = await decideLostValue(conversationId, { ...body, id: lostValueId, by: headers["x-turnscope-by"], commit });
    const [shown = decided] = await hideInLost([decided], conversationId);
    return { body: shown };
  }),
];
