import { endUnmasking, listUnmaskings, readConversationMasking, unmaskPerson } from "@/lib/memory";
import { handle } from "../_lib/handle";
import * as operations from "../_operations/people/masking";

export const maskingHandlers = [
  handle(operations.getConversationMasking, async ({ params }, { caller }) => ({
    body: await readConversationMasking(params.conversationId, caller),
  })),
  handle(operations.unmaskPerson, async ({ params, headers, body }, { caller }) => ({
    body: await unmaskPerson(params.personId, { caller, by: headers["x-turnscope-by"], ...body }),
  })),
  handle(operations.listUnmaskings, async ({ params }) => ({ body: { unmaskings: await listUnmaskings(params) } })),
  handle(operations.listAllUnmaskings, async ({ query }) => ({
    body: { unmaskings: await listUnmaskings({ isActive: query.active === "1" }) },
  })),
  handle(operations.endUnmasking, async ({ params }, { caller }) => ({ body: await endUnmasking(params.unmaskingId, caller) })),
];
