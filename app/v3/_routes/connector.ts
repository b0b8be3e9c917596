import { receiveActivity, requireBotCaller } from "@/lib/conversations";
import { readServiceJson } from "../_lib/read-service-json";
import { jsonAnswer, type ServiceRequest, type ServiceRoute } from "../_lib/service-route";

const conversation = "/v3/conversations/{conversationId}";

/** The Connector API as bots know it (protocols 2.2). */
export const connectorRoutes: readonly ServiceRoute[] = [
  { method: "POST", path: `${conversation}/activities`, answer: (asked) => receive(asked, null) },
  { method: "POST", path: `${conversation}/activities/{activityId}`, answer: (asked) => receive(asked, asked.params.activityId ?? null) },
];

async function receive(asked: ServiceRequest, activityId: string | null): Promise<Response> {
  const { bot, conversationId } = await callerOf(asked);
  const body = await readServiceJson(asked.request);
  return jsonAnswer({ id: await receiveActivity({ bot, conversationId, activityId, body }) });
}

async function callerOf({ request, params, servedBotId }: ServiceRequest) {
  const { conversationId = "" } = params;
  const authorization = request.headers.get("authorization");
  return { bot: await requireBotCaller({ servedBotId, authorization, conversationId }), conversationId };
}
