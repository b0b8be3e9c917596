import { listConversations, startConversation } from "@/lib/conversations";
import { handle, route } from "../_lib/handle";
import * as operations from "../_operations/conversations";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  handle(operations.listConversations, async ({ query }) => ({ body: await listConversations(query) })),
  handle(operations.startConversation, async ({ body }) => {
    const started = await startConversation(body);
    return { body: started, headers: { Location: started.url } };
  }),
);
