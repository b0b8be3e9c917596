import { compareConversations, forkConversation, listBranches, restoreState, traceValue } from "@/lib/conversations";
import { jsonBytes } from "@/lib/model";
import { handle } from "../_lib/handle";
import * as operations from "../_operations/history";

export const historyHandlers = [
  handle(operations.restore, async ({ params, headers, body }) => {
    const { state, changes, removed } = await restoreState(params.conversationId, { ...body, by: headers["x-turnscope-by"] });
    return { body: { state, changes, removed: removed.map(({ scope, data }) => ({ scope, data, bytes: jsonBytes(data) })) } };
  }),
  handle(operations.fork, async ({ params, headers, body }) => {
    const forked = await forkConversation(params.conversationId, { ...body, by: headers["x-turnscope-by"] });
    return { body: forked, headers: { Location: forked.url } };
  }),
  handle(operations.branches, async ({ params }) => ({ body: { branches: await listBranches(params.conversationId) } })),
  handle(operations.compare, async ({ params, query }) => ({ body: await compareConversations(params.conversationId, query) })),
  handle(operations.traceValue, async ({ params, query }) => ({
    body: await traceValue(params.conversationId, { scope: params.scope, ...query }),
  })),
];
