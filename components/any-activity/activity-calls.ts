import * as z from "zod";
import { conversationPath } from "@/components/api/conversation-calls";
import { request } from "@/components/api/request";
import { type Activity, type ChangeConversationRequest, conversationSummary, type JsonObject, turnSummary } from "@/lib/model";

const reply = z.custom<Activity>((value) => typeof value === "object" && value !== null && "type" in value);
const ended = z.object({ turn: turnSummary.pick({ number: true, outcome: true, durationMs: true, error: true }), replies: z.array(reply) });
export type SentActivity = z.infer<typeof ended>;

/** Sends an activity and waits for the end of its turn. */
export const sendActivity = (conversationId: string, body: JsonObject): Promise<SentActivity> =>
  request(`${conversationPath(conversationId)}/activities`, { method: "POST", body, answer: ended });

export const changeConversation = (conversationId: string, body: ChangeConversationRequest) =>
  request(conversationPath(conversationId), { method: "PATCH", body, answer: conversationSummary });
