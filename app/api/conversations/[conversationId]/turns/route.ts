import { listTurns } from "@/lib/conversations";
import { handle, route } from "../../../_lib/handle";
import * as operations from "../../../_operations/turns";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  handle(operations.listTurns, async ({ params, query }) => ({ body: await listTurns(params.conversationId, query) })),
);
