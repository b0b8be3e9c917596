import { readProtocolLog } from "@/lib/conversations";
import { handle } from "../_lib/handle";
import * as operations from "../_operations/conversations/protocol-log";

export const protocolLogHandlers = [
  handle(operations.getProtocolLog, async ({ params, query }) => ({ body: await readProtocolLog(params.conversationId, query) })),
];
