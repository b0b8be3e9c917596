import * as z from "zod";
import {
  anyId,
  branchList,
  changesAt,
  comparison,
  conversationTimeline,
  forkedConversation,
  forkRequest,
  provenance,
  restoreRequest,
  scopeSchema,
  writeScopesAnswer,
} from "@/lib/model";
import { scopeBodyBytes } from "../../_lib/body-limits";
import { turnNumber, wholeNumberText } from "../../_lib/list-query";
import { writerHeaders } from "../../_lib/writer-name";
import { bodyErrors, conversationParams, defineOperation, jsonOnly, pageLocation, standingErrors, userQuery } from "../common";

export const restore = defineOperation({
  id: "restoreState",
  right: { inProduction: "production.edit" },
  writesState: true,
  method: "POST",
  path: "/api/conversations/{conversationId}/restore",
  tag: "History",
  summary: "Put state back to how it was after a turn",
  description: "A write by hand like any other: it stands on the timeline and can be taken back.",
  params: conversationParams,
  headers: z.object(writerHeaders),
  body: { schema: restoreRequest, mediaTypes: jsonOnly, limitBytes: scopeBodyBytes, example: { turn: 3, scopes: ["user", "dialog"] } },
  answer: { status: 200, description: "State as it is now.", schema: writeScopesAnswer },
  errors: [
    ...standingErrors,
    "values_masked",
    "values_expired",
    "conversation_not_found",
    "conversation_read_only",
    "turn_not_found",
    "stale_etag",
    ...bodyErrors,
  ],
});

export const fork = defineOperation({
  id: "forkConversation",
  right: { inProduction: "production.edit" },
  method: "POST",
  path: "/api/conversations/{conversationId}/fork",
  tag: "History",
  summary: "Start a conversation that shares its past with this one",
  description:
    "What was said and done up to and with the turn is shared with it; state as it was then is copied under new ids. The bot is told nothing.",
  params: conversationParams,
  headers: z.object(writerHeaders),
  body: { schema: forkRequest, mediaTypes: jsonOnly, limitBytes: scopeBodyBytes, example: { turn: 3, user: "copy" } },
  answer: { status: 201, description: "The new conversation.", schema: forkedConversation, headers: pageLocation },
  errors: [...standingErrors, "values_expired", "conversation_not_found", "turn_not_found", ...bodyErrors],
});

export const branches = defineOperation({
  id: "listBranches",
  right: { inProduction: "production.see" },
  method: "GET",
  path: "/api/conversations/{conversationId}/branches",
  tag: "History",
  summary: "All conversations that share a beginning with this one",
  params: conversationParams,
  answer: { status: 200, description: "The tree, parents before their forks.", schema: branchList },
  errors: ["conversation_not_found"],
});

export const compare = defineOperation({
  id: "compareConversations",
  right: { inProduction: "production.see" },
  method: "GET",
  path: "/api/conversations/{conversationId}/compare",
  tag: "History",
  summary: "Two conversations side by side",
  params: conversationParams,
  query: userQuery.extend({
    with: anyId.describe("The other conversation"),
    withUserId: anyId.optional().describe("Whose state there; that conversation's first person when left out"),
    turn: turnNumber.optional().describe("After which turn to compare state; the last when left out"),
    from: turnNumber.optional().describe("The first turn to be told; left out, the last ones are"),
    limit: wholeNumberText({ min: 0, max: 1000 }).default(100).describe("How many turns to tell at most"),
  }),
  answer: { status: 200, description: "Turn by turn, and what differs in state.", schema: comparison },
  errors: ["conversation_not_found", "turn_not_found", "invalid_request"],
});

export const traceValue = defineOperation({
  id: "traceValue",
  right: { inProduction: "production.see" },
  method: "GET",
  path: "/api/conversations/{conversationId}/state/{scope}/provenance",
  tag: "History",
  summary: "Where a value comes from",
  description:
    "Every value the place has had, newest first, each with the turn that set it, the sentence it answered and the dialog that ran; 100 at a time. An item of an array is followed by its `id` or `key`, wherever it stood.",
  params: conversationParams.extend({ scope: scopeSchema }),
  query: userQuery.extend({
    path: z.string().max(10_000).describe("JSON Pointer from the root of the scope"),
    before: turnNumber.optional().describe("A state write, from `next` of the last answer: only values that were set before it"),
  }),
  answer: { status: 200, description: "The chain of values.", schema: provenance },
  errors: ["conversation_not_found", "scope_not_found", "invalid_request"],
});

export const listChangesAt = defineOperation({
  id: "listChangesAt",
  right: { inProduction: "production.see" },
  method: "GET",
  path: "/api/conversations/{conversationId}/state/{scope}/changes-at",
  tag: "History",
  summary: "Which turns and writes by hand changed a place in the state",
  params: conversationParams.extend({ scope: scopeSchema }),
  query: userQuery.extend({ path: z.string().max(10_000).describe("JSON Pointer from the root of the scope; all below it counts too") }),
  answer: { status: 200, description: "All of them; a fork's include those it shares.", schema: changesAt },
  errors: ["conversation_not_found", "scope_not_found", "invalid_request"],
});

export const readTimeline = defineOperation({
  id: "readTimeline",
  right: { inProduction: "production.see" },
  method: "GET",
  path: "/api/conversations/{conversationId}/timeline",
  tag: "History",
  summary: "A whole conversation at a glance",
  params: conversationParams,
  query: z.object({ marks: wholeNumberText({ min: 1, max: 1000 }).default(240).describe("Into how many parts at most") }),
  answer: { status: 200, description: "Where state changed, turns failed and people wrote.", schema: conversationTimeline },
  errors: ["conversation_not_found", "invalid_request"],
});

export const putBack = defineOperation({
  id: "putBackLostValues",
  right: { inProduction: "production.edit" },
  writesState: true,
  method: "POST",
  path: "/api/conversations/{conversationId}/turns/{number}/put-back",
  tag: "History",
  summary: "Put back all that a turn overwrote unseen",
  description:
    "The lost values of the turn, each in its place; all else stays as it is. A write by hand like any other. One by one, they are decided about under `/lost-values`.",
  params: conversationParams.extend({ number: turnNumber }),
  headers: z.object(writerHeaders),
  answer: { status: 200, description: "State as it is now.", schema: writeScopesAnswer },
  errors: [
    ...standingErrors,
    "values_masked",
    "values_expired",
    "conversation_not_found",
    "conversation_read_only",
    "turn_not_found",
    "stale_etag",
    "lost_value_changed",
    "invalid_request",
  ],
});
