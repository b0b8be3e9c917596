import { acceptFinding, listFindings, reopenFinding } from "@/lib/memory";
import { handle } from "../_lib/handle";
import * as operations from "../_operations/findings";

/** Findings tell places and counts, never values: nothing in them is masked. */
export const findingHandlers = [
  handle(operations.listFindings, async ({ params, query }) => ({ body: await listFindings(params.botId, query) })),
  handle(operations.acceptFinding, async ({ params, headers, body }) => ({
    body: await acceptFinding(params.botId, { id: params.findingId, reason: body.reason, by: headers["x-turnscope-by"] }),
  })),
  handle(operations.reopenFinding, async ({ params }) => ({ body: await reopenFinding(params.botId, params.findingId) })),
];
