import * as z from "zod";
import { conversationPage, conversationSummary, newConversation, startedConversation } from "@/lib/model";
import { allScopesBodyBytes } from "../_lib/body-limits";
import { conversationParams, defineOperation, jsonOnly, none } from "./common";

export const startConversation = defineOperation({
  id: "startConversation",
  method: "POST",
  path: "/api/conversations",
  tag: "Conversations",
  summary: "Start a conversation",
  description: "Only `botId` is needed. A chosen conversation id must be new; a chosen person may have talked before.",
  params: none,
  query: none,
  headers: none,
  body: {
    schema: newConversation,
    mediaTypes: jsonOnly,
    limitBytes: allScopesBodyBytes,
    example: { botId: "state-management", user: { id: "ada", name: "Ada" }, state: { user: { userProfile: { name: "Ada" } } } },
  },
  answer: {
    status: 201,
    description: "The conversation.",
    schema: startedConversation,
    headers: { Location: "The page of the conversation, as in `url`" },
  },
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
  params: none,
  query: z.object({
    botId: z.string().min(1).optional().describe("Only those with this bot"),
    cursor: z.string().min(1).optional().describe("From the page before"),
  }),
  headers: none,
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
  query: none,
  headers: none,
  answer: { status: 200, description: "The conversation.", schema: conversationSummary },
  errors: ["conversation_not_found"],
});
