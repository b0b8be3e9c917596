import * as z from "zod";
import { changeConversationRequest, conversationPage, conversationSummary, newConversation } from "@/lib/model";
import { allScopesBodyBytes, scopeBodyBytes } from "../../_lib/body-limits";
import { cursorQuery } from "../../_lib/list-query";
import { bodyErrors, conversationParams, defineOperation, jsonOnly, standingErrors, startedAnswer } from "../common";

export const startConversation = defineOperation({
  id: "startConversation",
  right: { inProduction: "production.edit" },
  method: "POST",
  path: "/api/conversations",
  tag: "Conversations",
  summary: "Start a conversation",
  description: "Only `botId` is needed. A chosen conversation id must be new; a chosen person may have talked before.",
  body: {
    schema: newConversation,
    mediaTypes: jsonOnly,
    limitBytes: allScopesBodyBytes,
    example: { botId: "state-management", user: { id: "ada", name: "Ada" }, state: { user: { userProfile: { name: "Ada" } } } },
  },
  answer: startedAnswer,
  errors: [
    ...standingErrors,
    "malformed_json",
    "bot_not_found",
    "snapshot_not_found",
    "persona_not_found",
    "values_masked",
    "values_expired",
    "conversation_exists",
    "body_too_large",
    "item_too_large",
    "unsupported_media_type",
    "invalid_request",
    "bot_failed_to_load",
    "shutting_down",
  ],
});

export const listConversations = defineOperation({
  id: "listConversations",
  right: "test.use",
  method: "GET",
  path: "/api/conversations",
  tag: "Conversations",
  summary: "List conversations, the most recently used first",
  query: z.object({ botId: z.string().min(1).optional().describe("Only those with this bot"), cursor: cursorQuery }),
  answer: { status: 200, description: "One page.", schema: conversationPage },
  errors: ["invalid_cursor", "invalid_request"],
});

export const getConversation = defineOperation({
  id: "getConversation",
  right: { inProduction: "production.see" },
  method: "GET",
  path: "/api/conversations/{conversationId}",
  tag: "Conversations",
  summary: "One conversation",
  params: conversationParams,
  answer: { status: 200, description: "The conversation.", schema: conversationSummary },
  errors: ["conversation_not_found"],
});

export const changeConversation = defineOperation({
  id: "changeConversation",
  right: { inProduction: "production.edit" },
  method: "PATCH",
  path: "/api/conversations/{conversationId}",
  tag: "Conversations",
  summary: "Change the locale, time zone or channel of what people send",
  description:
    "From the next activity on, for those that do not say otherwise themselves. The channel is part of every storage key: on another one the bot finds other state, and what it kept before stays where it was.",
  params: conversationParams,
  body: {
    schema: changeConversationRequest,
    mediaTypes: jsonOnly,
    limitBytes: scopeBodyBytes,
    example: { locale: "de-AT", timeZone: "Europe/Vienna" },
  },
  answer: { status: 200, description: "The conversation as it is now.", schema: conversationSummary },
  errors: ["conversation_not_found", "conversation_read_only", ...bodyErrors],
});
