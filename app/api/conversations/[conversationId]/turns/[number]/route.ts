import { requireTurn } from "@/lib/conversations";
import { handle, route } from "../../../../_lib/handle";
import { getTurn } from "../../../../_operations/turns";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  handle(getTurn, async ({ params }) => ({ body: await requireTurn(params.conversationId, params.number) })),
);
