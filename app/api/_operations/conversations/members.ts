import * as z from "zod";
import { anyId, leakReport, memberChange, memberList, memberToAdd } from "@/lib/model";
import { scopeBodyBytes } from "../../_lib/body-limits";
import { bodyErrors, conversationParams, defineOperation, jsonOnly, standingErrors } from "../common";

const botErrors = ["bot_not_found", "bot_failed_to_load", "shutting_down"] as const;

export const listMembers = defineOperation({
  id: "listMembers",
  right: { inProduction: "production.see" },
  method: "GET",
  path: "/api/conversations/{conversationId}/members",
  tag: "Members",
  summary: "List the people of a conversation",
  params: conversationParams,
  answer: { status: 200, description: "Also those who have left; the bot is not listed.", schema: memberList },
  errors: ["conversation_not_found"],
});

export const addMember = defineOperation({
  id: "addMember",
  right: { inProduction: "production.edit" },
  method: "POST",
  path: "/api/conversations/{conversationId}/members",
  tag: "Members",
  summary: "Add a person, and tell the bot",
  description:
    "The bot gets a conversationUpdate with `membersAdded` from that person, as from a channel; that is a turn like any other. Whoever speaks for the first time joins without one.",
  params: conversationParams,
  body: { schema: memberToAdd, mediaTypes: jsonOnly, limitBytes: scopeBodyBytes, example: { id: "bob", name: "Bob" } },
  answer: { status: 201, description: "The people now, and what the bot made of it.", schema: memberChange },
  errors: [...standingErrors, "conversation_not_found", "conversation_read_only", "member_exists", ...botErrors, ...bodyErrors],
});

export const removeMember = defineOperation({
  id: "removeMember",
  right: { inProduction: "production.edit" },
  method: "DELETE",
  path: "/api/conversations/{conversationId}/members/{userId}",
  tag: "Members",
  summary: "Remove a person, and tell the bot",
  description:
    "The bot gets a conversationUpdate with `membersRemoved`. What it remembers of the person stays, to be read. The last person cannot be removed.",
  params: conversationParams.extend({ userId: z.string() }),
  answer: { status: 200, description: "The people now, and what the bot made of it.", schema: memberChange },
  errors: ["conversation_not_found", "conversation_read_only", "member_not_found", "invalid_request", ...botErrors],
});

export const checkLeaks = defineOperation({
  id: "checkLeaks",
  right: { inProduction: "production.see" },
  method: "GET",
  path: "/api/conversations/{conversationId}/leaks",
  tag: "Members",
  summary: "Look for one person's state in what the bot sent to others",
  description:
    "Every value of the person's user, private and dialog state, also those it had before, is looked for as a whole word in what the bot sent with somebody else as the recipient: an answer to another person's turn. What the bot says to the person whose value it is, is no leak, although in a group everybody reads it. Traces reach nobody and are left out.",
  params: conversationParams,
  query: z.object({ from: anyId.describe("Whose state") }),
  answer: { status: 200, description: "What was found, in the order it was sent.", schema: leakReport },
  errors: ["conversation_not_found", "member_not_found", "invalid_request"],
});
