import { listActivities, postActivity } from "@/lib/conversations";
import { handle, route } from "../../../_lib/handle";
import * as operations from "../../../_operations/activities";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  handle(operations.listActivities, async ({ params, query }) => ({
    body: await listActivities(params.conversationId, { watermark: query.watermark ?? null }),
  })),
  handle(operations.postActivity, async ({ params, body }) => {
    // The turn is not tied to this request: a client that hangs up has still posted.
    const { finished } = await postActivity(params.conversationId, body);
    const { number, outcome, durationMs, error, replies, changes } = await finished;
    return { body: { turn: { number, outcome, durationMs, error }, replies, changes } };
  }),
);
