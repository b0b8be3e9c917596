import type { BotDataPlace } from "@/lib/channels";
import { readBotData, requireBotCaller, writeBotData } from "@/lib/conversations";
import { isHarnessError } from "@/lib/model";
import { deleteUserState, exportState } from "@/lib/privacy";
import { readServiceJson } from "../_lib/read-service-json";
import { jsonAnswer, type ServiceRequest, type ServiceRoute } from "../_lib/service-route";

const channel = "/v3/botstate/{channelId}";
const records = ["users/{userId}", "conversations/{conversationId}", "conversations/{conversationId}/users/{userId}"];

/** The Bot State service as bots of Bot Framework v3 know it (protocols 3). */
export const botStateRoutes: readonly ServiceRoute[] = [
  ...records.flatMap((record): ServiceRoute[] => [
    { method: "GET", path: `${channel}/${record}`, answer: getRecord },
    { method: "POST", path: `${channel}/${record}`, answer: refusingTooLarge(postRecord) },
  ]),
  { method: "DELETE", path: `${channel}/users/{userId}`, answer: deleteUser },
  { method: "GET", path: `${channel}/exportBotStateData`, answer: exportRecords },
];

async function getRecord(asked: ServiceRequest): Promise<Response> {
  return jsonAnswer(await readBotData(await callerOf(asked), placeOf(asked)));
}

async function postRecord(asked: ServiceRequest): Promise<Response> {
  const botId = await callerOf(asked);
  return jsonAnswer(await writeBotData(botId, placeOf(asked), await readServiceJson(asked.request)));
}

async function deleteUser(asked: ServiceRequest): Promise<Response> {
  const { channelId = "", userId = "" } = asked.params;
  return jsonAnswer(await deleteUserState(await callerOf(asked), { channelId, userId }));
}

/** About everybody on the channel, so that it is in no conversation's log, also when the bot asks during a turn. */
async function exportRecords(asked: ServiceRequest): Promise<Response> {
  asked.tell({ conversationId: null });
  const token = asked.url.searchParams.get("continuationToken") ?? "";
  return jsonAnswer(await exportState(await callerOf(asked), asked.params.channelId ?? "", token));
}

async function callerOf({ request, params, servedBotId, tell }: ServiceRequest): Promise<string> {
  const { channelId = "", userId, conversationId } = params;
  const authorization = request.headers.get("authorization");
  const user = userId === undefined ? undefined : { channelId, userId };
  const { id } = (await requireBotCaller({ servedBotId, authorization, conversationId, user })).summary;
  tell({ botId: id });
  return id;
}

function placeOf({ params: { channelId = "", conversationId, userId } }: ServiceRequest): BotDataPlace {
  if (conversationId === undefined) return { scope: "user", channelId, userId: userId ?? "" };
  return userId === undefined
    ? { scope: "conversation", channelId, conversationId }
    : { scope: "private", channelId, conversationId, userId };
}

/** This service says 400 to what is too large, where ours say 413. */
function refusingTooLarge(answer: ServiceRoute["answer"]): ServiceRoute["answer"] {
  return async (asked) => {
    try {
      return await answer(asked);
    } catch (error) {
      if (!isHarnessError(error) || (error.code !== "item_too_large" && error.code !== "body_too_large")) throw error;
      return jsonAnswer({ error: { code: "MessageSizeTooBig", message: error.userMessage } }, 400);
    }
  };
}
