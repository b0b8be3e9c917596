import * as z from "zod";
import { botCopyAnswer, inspectionAnswer } from "@/lib/model";
import { wholeNumberText } from "../../_lib/list-query";
import { conversationParams, defineOperation } from "../common";

export const attachInspection = defineOperation({
  id: "attachInspection",
  right: { inProduction: "production.edit" },
  method: "POST",
  path: "/api/conversations/{conversationId}/inspection",
  tag: "State",
  summary: "Have a bot elsewhere tell its state",
  description:
    "For Bot Framework v4 bots with InspectionMiddleware that keep their state elsewhere. Attaches within the same conversation; nothing of it shows in the chat.",
  params: conversationParams,
  answer: { status: 200, description: "Whether the bot attached.", schema: inspectionAnswer },
  errors: ["conversation_not_found", "conversation_read_only", "bot_not_found", "bot_not_remote", "bot_failed_to_load", "bot_unreachable"],
});

export const getBotCopy = defineOperation({
  id: "getBotCopy",
  right: { inProduction: "production.see" },
  method: "GET",
  path: "/api/conversations/{conversationId}/inspection",
  tag: "State",
  summary: "Read the bot's own copy of its state",
  description:
    "What the bot told last: traces of InspectionMiddleware (user and conversation state), or the variables that a v3 bot watches. Read-only.",
  params: conversationParams,
  query: z.object({
    turn: wholeNumberText({ min: 0, max: 2_147_483_647 }).optional().describe("As it was told until the end of this turn"),
  }),
  answer: { status: 200, description: "The bot's own copy.", schema: botCopyAnswer },
  errors: ["conversation_not_found", "invalid_request"],
});
