import { listLoggedActivities } from "@/lib/conversations";
import { handle, route } from "../../../_lib/handle";
import { listHistory } from "../../../_operations/activities";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  handle(listHistory, async ({ params, query }) => ({
    body: {
      activities: await listLoggedActivities(params.conversationId, {
        before: query.before ?? Number.MAX_SAFE_INTEGER,
        limit: query.limit,
      }),
    },
  })),
);
