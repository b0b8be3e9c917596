import { listActivities, listLoggedActivities, postActivity } from "@/lib/conversations";
import { handle } from "../_lib/handle";
import * as operations from "../_operations/conversations/activities";

export const activityHandlers = [
  handle(operations.listActivities, async ({ params, query }) => ({
    body: await listActivities(params.conversationId, { watermark: query.watermark ?? null }),
  })),
  handle(operations.postActivity, async ({ params, body }) => {
    // The turn is not tied to this request: a client that hangs up has still posted.
    const { finished } = await postActivity(params.conversationId, body);
    const { number, outcome, durationMs, error, replies, changes } = await finished;
    return { body: { turn: { number, outcome, durationMs, error }, replies, changes } };
  }),
  handle(operations.listHistory, async ({ params, query }) => {
    const { before = Number.MAX_SAFE_INTEGER, limit } = query;
    return { body: { activities: await listLoggedActivities(params.conversationId, { before, limit }) } };
  }),
];
