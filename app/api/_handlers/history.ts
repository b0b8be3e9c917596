import {
  compareConversations,
  forkConversation,
  listBranches,
  listChangesAt,
  listLostValues,
  putBackLostValues,
  readTimeline,
  restoreState,
  traceValue,
} from "@/lib/conversations";
import { bringBackSeen, hideInChanges, hideInTrace, requireCurrentConversation, requireCurrentLost, writeSeen } from "@/lib/memory";
import { scopes } from "@/lib/model";
import { handle } from "../_lib/handle";
import { toWriteScopesAnswer } from "../_lib/written-scopes";
import * as operations from "../_operations/conversations/history";

export const historyHandlers = [
  handle(operations.restore, async ({ params, headers, body }, { commit }) => {
    const restore = () => restoreState(params.conversationId, { ...body, by: headers["x-turnscope-by"], commit });
    return { body: toWriteScopesAnswer(await bringBackSeen(body.scopes ?? scopes, { ...params, userId: body.userId }, restore)) };
  }),
  handle(operations.putBack, async ({ params, headers }, { commit }) => {
    const { conversationId, number: turn } = params;
    const { lostValues } = await listLostValues(conversationId, { turn });
    await requireCurrentLost(lostValues, conversationId);
    const putBack = () => putBackLostValues(conversationId, turn, { by: headers["x-turnscope-by"], commit });
    const [userId] = lostValues.flatMap((lost) => lost.userId ?? []);
    return { body: toWriteScopesAnswer(await writeSeen([], { conversationId, userId }, putBack)) };
  }),
  handle(operations.fork, async ({ params, headers, body }) => {
    await requireCurrentConversation(params.conversationId, body.user === "copy" ? scopes : ["conversation", "private", "dialog"]);
    const forked = await forkConversation(params.conversationId, { ...body, by: headers["x-turnscope-by"] });
    return { body: forked, headers: { Location: forked.url } };
  }),
  handle(operations.branches, async ({ params }) => ({ body: { branches: await listBranches(params.conversationId) } })),
  handle(operations.compare, async ({ params: { conversationId }, query }) => {
    const compared = await compareConversations(conversationId, query);
    const [left, right] = [
      { conversationId, userId: query.userId },
      { conversationId: query.with, userId: query.withUserId },
    ];
    return { body: { ...compared, changes: await hideInChanges(compared.changes, left, right) } };
  }),
  handle(operations.listChangesAt, async ({ params, query }) => ({
    body: await listChangesAt(params.conversationId, { scope: params.scope, ...query }),
  })),
  handle(operations.readTimeline, async ({ params, query }) => ({ body: await readTimeline(params.conversationId, query.marks) })),
  handle(operations.traceValue, async ({ params: { conversationId, scope }, query }) => {
    const traced = await traceValue(conversationId, { scope, ...query });
    return { body: await hideInTrace(traced, scope, { conversationId, userId: query.userId }) };
  }),
];
