import { readProtocolLog } from "@/lib/conversations";
import { hideInExchanges } from "@/lib/memory";
import { handle } from "../_lib/handle";
import * as operations from "../_operations/conversations/protocol-log";

export const protocolLogHandlers = [
  handle(operations.getProtocolLog, async ({ params: { conversationId }, query }) => {
    const page = await readProtocolLog(conversationId, query);
    return { body: { ...page, exchanges: await hideInExchanges(page.exchanges, conversationId) } };
  }),
];
