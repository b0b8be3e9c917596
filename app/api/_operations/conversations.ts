import * as z from "zod";
import { conversationPage, conversationSummary, newConversation } from "@/lib/model";
import { allScopesBodyBytes } from "../_lib/body-limits";
import { cursorQuery } from "../_lib/list-query";
import { conversationParams, defineOperation, jsonOnly, startedAnswer } from "./common";

export const startConversation = defineOperation({
  id: "startConversation",
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
    "malformed_json",
    "bot_not_found",
    "snapshot_not_found",
    "persona_not_found",
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
  method: "GET",
  path: "/api/conversations/{conversationId}",
  tag: "Conversations",
  summary: "One conversation",
  params: conversationParams,
  answer: { status: 200, description: "The conversation.", schema: conversationSummary },
  errors: ["conversation_not_found"],
});
