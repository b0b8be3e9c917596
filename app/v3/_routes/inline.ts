import type { LoadedBot } from "@/lib/bots";
import { type BotCall, readInlineRecord, receiveInlineMessage, requireBotCaller, writeInlineRecord } from "@/lib/conversations";
import { limitRate } from "../_lib/rate-limits";
import { readServiceJson, readUntypedJson } from "../_lib/read-service-json";
import { jsonAnswer, type ServiceRequest, type ServiceRoute } from "../_lib/service-route";

const base = "/bot/v1.0";
const records = ["users/{userId}", "conversations/{conversationId}", "conversations/{conversationId}/users/{userId}"];

/** What bots of 2016 ask (protocols 3.1): to say more than their answer, and for the state that rides on messages, outside of them. */
export const inlineRoutes: readonly ServiceRoute[] = [
  { method: "POST", path: `${base}/messages`, answer: receive },
  ...records.flatMap((record): ServiceRoute[] => [
    { method: "GET", path: `${base}/bots/${record}`, answer: getRecord },
    { method: "POST", path: `${base}/bots/${record}`, answer: postRecord },
  ]),
];

async function receive(asked: ServiceRequest): Promise<Response> {
  const body = await readServiceJson(asked.request);
  const conversationId = conversationOf(body);
  asked.tell({ conversationId });
  const bot = await callerOf(asked, { conversationId: conversationId ?? undefined });
  const said = await receiveInlineMessage(bot, body);
  asked.tell(said);
  return jsonAnswer(said);
}

/** Data as it is, without the envelope of later services. */
async function getRecord(asked: ServiceRequest): Promise<Response> {
  const bot = await callerOf(asked, aboutRecord(asked));
  return jsonAnswer(await readInlineRecord(bot, asked.params));
}

async function postRecord(asked: ServiceRequest): Promise<Response> {
  const bot = await callerOf(asked, aboutRecord(asked));
  return jsonAnswer(await writeInlineRecord(bot, asked.params, await readUntypedJson(asked.request)));
}

function aboutRecord({ params: { conversationId, userId } }: ServiceRequest): Pick<BotCall, "conversationId" | "user"> {
  return { conversationId, user: userId === undefined ? undefined : { userId } };
}

function conversationOf(body: unknown): string | null {
  const named = typeof body === "object" && body !== null && "conversationId" in body ? body.conversationId : null;
  return typeof named === "string" && named !== "" ? named : null;
}

async function callerOf(asked: ServiceRequest, about: Pick<BotCall, "conversationId" | "user">): Promise<LoadedBot> {
  const { request, servedBotId, tell } = asked;
  const bot = await requireBotCaller({ servedBotId, authorization: request.headers.get("authorization"), ...about });
  tell({ botId: bot.summary.id });
  await limitRate("bot", bot.summary.id);
  return bot;
}
