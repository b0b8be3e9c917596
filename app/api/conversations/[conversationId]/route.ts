import { requireConversation } from "@/lib/conversations";
import { handle, route } from "../../_lib/handle";
import { getConversation } from "../../_operations/conversations";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  handle(getConversation, async ({ params }) => ({ body: await requireConversation(params.conversationId) })),
);
