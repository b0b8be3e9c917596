import * as z from "zod";
import { turnDetail, turnPage } from "@/lib/model";
import { limitQuery, turnNumber } from "../../_lib/list-query";
import { conversationParams, defineOperation } from "../common";

export const listTurns = defineOperation({
  id: "listTurns",
  right: { inProduction: "production.see" },
  method: "GET",
  path: "/api/conversations/{conversationId}/turns",
  tag: "Turns",
  summary: "List turns and hand-made writes, the newest page first",
  params: conversationParams,
  query: z.object({ before: turnNumber.optional().describe("A turn number; left out, the end"), limit: limitQuery }),
  answer: { status: 200, description: "One page, oldest first.", schema: turnPage },
  errors: ["conversation_not_found", "invalid_request"],
});

export const getTurn = defineOperation({
  id: "getTurn",
  right: { inProduction: "production.see" },
  method: "GET",
  path: "/api/conversations/{conversationId}/turns/{number}",
  tag: "Turns",
  summary: "One turn: what came in, what went out, what changed",
  params: conversationParams.extend({ number: turnNumber }),
  answer: { status: 200, description: "The turn.", schema: turnDetail },
  errors: ["conversation_not_found", "turn_not_found"],
});
