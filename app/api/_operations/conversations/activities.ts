import * as z from "zod";
import { activityPage, activityToPost, endedTurn, historyPage } from "@/lib/model";
import { activityBodyBytes } from "../../_lib/body-limits";
import { limitQuery, wholeNumberText } from "../../_lib/list-query";
import { conversationParams, defineOperation, jsonOnly, standingErrors } from "../common";

export const postActivity = defineOperation({
  id: "postActivity",
  right: { inProduction: "production.edit" },
  method: "POST",
  path: "/api/conversations/{conversationId}/activities",
  tag: "Activities",
  summary: "Post an activity and wait for the end of its turn",
  description:
    '`{"text": "hi"}` is enough; `from` picks the person. Turns of one conversation run one after another. A turn that ended badly is still answered 200: its `outcome` is `failed` or `timed_out`, and `error` says why. Attachments travel as data URLs, ten at most, 4 MiB each.',
  params: conversationParams,
  body: { schema: activityToPost, mediaTypes: jsonOnly, limitBytes: activityBodyBytes, example: { text: "My name is Ada" } },
  answer: { status: 200, description: "The turn has ended.", schema: endedTurn },
  errors: [
    ...standingErrors,
    "malformed_json",
    "conversation_not_found",
    "conversation_read_only",
    "body_too_large",
    "unsupported_media_type",
    "invalid_request",
    "invalid_activity",
    "bot_not_found",
    "bot_failed_to_load",
    "shutting_down",
  ],
});

const position = wholeNumberText({ min: 0, max: Number.MAX_SAFE_INTEGER });

export const listActivities = defineOperation({
  id: "listActivities",
  right: { inProduction: "production.see" },
  method: "GET",
  path: "/api/conversations/{conversationId}/activities",
  tag: "Activities",
  summary: "Read the transcript from a watermark on",
  description: "Oldest first, in both directions, 1,000 at most. Ask again with the watermark of the answer until no activities come.",
  params: conversationParams,
  query: z.object({ watermark: position.optional().describe("Where the last answer ended; left out, the beginning") }),
  answer: { status: 200, description: "What came since.", schema: activityPage },
  errors: ["conversation_not_found", "invalid_request"],
});

export const listHistory = defineOperation({
  id: "listHistory",
  right: { inProduction: "production.see" },
  method: "GET",
  path: "/api/conversations/{conversationId}/history",
  tag: "Activities",
  summary: "Read the transcript backwards",
  description: "The newest activities before a position, oldest first, each with its place in the log and its turn.",
  params: conversationParams,
  query: z.object({ before: position.optional().describe("A position; left out, the end"), limit: limitQuery }),
  answer: { status: 200, description: "What came before.", schema: historyPage },
  errors: ["conversation_not_found", "invalid_request"],
});
