import { acceptFinding, listFindings, reopenFinding } from "@/lib/memory";
import { handle } from "../_lib/handle";
import * as operations from "../_operations/memory/findings";

/** Findings tell places and counts, never values; who wrote by hand is masked where values are. */
export const findingHandlers = [
  handle(operations.listFindings, async ({ params, query }, { sight }) => ({ body: await listFindings(params.botId, query, sight) })),
  handle(operations.acceptFinding, async ({ params, headers, body }, { sight }) => ({
    body: await acceptFinding(params.botId, { id: params.findingId, reason: body.reason, by: headers["x-turnscope-by"] }, sight),
  })),
  handle(operations.reopenFinding, async ({ params }, { sight }) => ({ body: await reopenFinding(params.botId, params.findingId, sight) })),
];
