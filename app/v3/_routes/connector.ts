import * as z from "zod";
import {
  type BotCall,
  claimedBotOf,
  createBotConversation,
  deleteActivity,
  listActivityMembers,
  listBotConversations,
  listChannelAccounts,
  listMemberPage,
  receiveActivity,
  receiveAttachment,
  receiveHistory,
  removeMemberFor,
  requireBotCaller,
  requireMember,
  updateActivity,
} from "@/lib/conversations";
import { HarnessError } from "@/lib/model";
import { limitRate } from "../_lib/rate-limits";
import { readAttachmentData } from "../_lib/read-attachment-data";
import { readServiceJson } from "../_lib/read-service-json";
import { jsonAnswer, type ServiceRequest, type ServiceRoute } from "../_lib/service-route";

const conversations = "/v3/conversations";
const conversation = `${conversations}/{conversationId}`;
const activities = `${conversation}/activities`;

/** The Connector API as bots know it (protocols 2.2). Of two paths that match, the first is taken. */
export const connectorRoutes: readonly ServiceRoute[] = [
  { method: "POST", path: `${conversation}/attachments`, answer: attach },
  { method: "POST", path: conversations, answer: create },
  { method: "GET", path: conversations, answer: list },
  { method: "POST", path: activities, answer: receive },
  { method: "POST", path: `${activities}/history`, answer: history },
  { method: "POST", path: `${activities}/{activityId}`, answer: receive },
  { method: "PUT", path: `${activities}/{activityId}`, answer: update },
  { method: "DELETE", path: `${activities}/{activityId}`, answer: remove },
  { method: "GET", path: `${activities}/{activityId}/members`, answer: membersOfActivity },
  { method: "GET", path: `${conversation}/members`, answer: members },
  { method: "GET", path: `${conversation}/members/{memberId}`, answer: member },
  { method: "DELETE", path: `${conversation}/members/{memberId}`, answer: removeMember },
  { method: "GET", path: `${conversation}/pagedmembers`, answer: pagedMembers },
];

async function create(asked: ServiceRequest): Promise<Response> {
  const body = await readServiceJson(asked.request);
  const bot = await requireLimited({ ...credentialsOf(asked), claimedBotId: claimedBotOf(body) });
  return jsonAnswer(await createBotConversation(bot, body), 201);
}

async function list(asked: ServiceRequest): Promise<Response> {
  const bot = await requireLimited(credentialsOf(asked));
  return jsonAnswer(await listBotConversations(bot, textOf(asked, "continuationToken")));
}

async function receive(asked: ServiceRequest): Promise<Response> {
  const { bot, conversationId } = await callerOf(asked);
  const body = await readServiceJson(asked.request);
  return jsonAnswer({ id: await receiveActivity({ bot, conversationId, activityId: asked.params.activityId ?? null, body }) });
}

const historyBody = z.looseObject({ activities: z.array(z.unknown()).max(1000) });

async function history(asked: ServiceRequest): Promise<Response> {
  const { bot, conversationId } = await callerOf(asked);
  const parsed = historyBody.safeParse(await readServiceJson(asked.request));
  if (!parsed.success) throw new HarnessError("invalid_request", 'Send {"activities": […]}, a thousand at most.');
  return jsonAnswer({ id: await receiveHistory(bot, conversationId, parsed.data.activities) });
}

async function update(asked: ServiceRequest): Promise<Response> {
  const { bot, conversationId } = await callerOf(asked);
  const { activityId = "" } = asked.params;
  return jsonAnswer({ id: await updateActivity({ bot, conversationId, activityId, body: await readServiceJson(asked.request) }) });
}

async function remove(asked: ServiceRequest): Promise<Response> {
  const { bot, conversationId } = await callerOf(asked);
  await deleteActivity({ bot, conversationId, activityId: asked.params.activityId ?? "" });
  return new Response(null, { status: 200 });
}

async function membersOfActivity(asked: ServiceRequest): Promise<Response> {
  const { bot, conversationId } = await callerOf(asked);
  return jsonAnswer(await listActivityMembers(bot, conversationId, asked.params.activityId ?? ""));
}

async function members(asked: ServiceRequest): Promise<Response> {
  const { bot, conversationId } = await callerOf(asked);
  return jsonAnswer(await listChannelAccounts(bot, conversationId));
}

async function member(asked: ServiceRequest): Promise<Response> {
  const { bot, conversationId } = await callerOf(asked);
  return jsonAnswer(await requireMember(bot, conversationId, asked.params.memberId ?? ""));
}

async function removeMember(asked: ServiceRequest): Promise<Response> {
  const { bot, conversationId } = await callerOf(asked);
  await removeMemberFor(bot, conversationId, asked.params.memberId ?? "");
  return new Response(null, { status: 200 });
}

async function pagedMembers(asked: ServiceRequest): Promise<Response> {
  const { bot, conversationId } = await callerOf(asked);
  const size = Number(textOf(asked, "pageSize") ?? Number.NaN);
  const pageSize = Number.isSafeInteger(size) ? size : null;
  return jsonAnswer(await listMemberPage(bot, conversationId, { pageSize, continuationToken: textOf(asked, "continuationToken") }));
}

async function callerOf(asked: ServiceRequest) {
  const { conversationId = "" } = asked.params;
  return { bot: await requireLimited({ ...credentialsOf(asked), conversationId }), conversationId };
}

async function requireLimited(call: BotCall): ReturnType<typeof requireBotCaller> {
  const bot = await requireBotCaller(call);
  await limitRate("bot", bot.summary.id);
  return bot;
}

function credentialsOf({ request, servedBotId }: ServiceRequest) {
  return { servedBotId, authorization: request.headers.get("authorization") };
}

/** SDKs send parameters that they have no value for as empty ones. */
function textOf({ url }: ServiceRequest, name: string): string | null {
  return url.searchParams.get(name) || null;
}

async function attach(asked: ServiceRequest): Promise<Response> {
  const { bot, conversationId } = await callerOf(asked);
  return jsonAnswer({ id: await receiveAttachment(bot, conversationId, await readAttachmentData(asked.request)) }, 201);
}
