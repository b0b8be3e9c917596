import * as z from "zod";
import { decideLostValueRequest, lostValue, lostValueList } from "@/lib/model";
import { scopeBodyBytes } from "../../_lib/body-limits";
import { turnNumber } from "../../_lib/list-query";
import { writerHeaders } from "../../_lib/writer-name";
import { bodyErrors, conversationParams, defineOperation, jsonOnly, standingErrors } from "../common";

export const listLostValues = defineOperation({
  id: "listLostValues",
  right: { inProduction: "production.see" },
  method: "GET",
  path: "/api/conversations/{conversationId}/lost-values",
  tag: "History",
  summary: "List what the bot wrote over without having known it",
  description:
    "One entry for each place: what the bot knew, what it wrote, what was lost by it, and what was decided. Under the policy `protect` only clashes are lost, and each is open until somebody decides; until then the bot's value stands.",
  params: conversationParams,
  query: z.object({
    open: z.enum(["0", "1"]).optional().describe("1: only clashes that wait for a decision"),
    turn: turnNumber.optional().describe("Only what the bot wrote for this turn, also after its end"),
    seq: turnNumber.optional().describe("Only what this state write went over"),
  }),
  answer: { status: 200, description: "The lost values.", schema: lostValueList },
  errors: ["conversation_not_found", "invalid_request"],
});

export const decideLostValue = defineOperation({
  id: "decideLostValue",
  right: { inProduction: "production.edit" },
  writesState: true,
  method: "POST",
  path: "/api/conversations/{conversationId}/lost-values/{lostValueId}",
  tag: "History",
  summary: "Keep what the bot wrote, or put back what was lost",
  description:
    "Only this place is written, and only where the decision changes it. `keep: null` takes a decision back. Give the `eTag` that was read, and a state that changed since is answered 412.",
  params: conversationParams.extend({ lostValueId: z.string() }),
  headers: z.object(writerHeaders),
  body: { schema: decideLostValueRequest, mediaTypes: jsonOnly, limitBytes: scopeBodyBytes, example: { keep: "overwritten" } },
  answer: { status: 200, description: "The lost value, as it was decided.", schema: lostValue },
  errors: [
    ...standingErrors,
    "values_masked",
    "values_expired",
    "conversation_not_found",
    "conversation_read_only",
    "lost_value_not_found",
    "lost_value_changed",
    "stale_etag",
    "item_too_large",
    ...bodyErrors,
  ],
});
