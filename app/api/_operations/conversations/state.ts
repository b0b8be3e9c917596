import * as z from "zod";
import {
  allScopes,
  type ErrorCode,
  jsonPatch,
  removedScopeAnswer,
  scopeSchema,
  scopeState,
  writeScopeRequest,
  writeScopesAnswer,
  writeScopesRequest,
} from "@/lib/model";
import { allScopesBodyBytes, scopeBodyBytes } from "../../_lib/body-limits";
import { conditionHeaders } from "../../_lib/condition";
import { turnNumber, wholeNumberText } from "../../_lib/list-query";
import { writerHeaders } from "../../_lib/writer-name";
import { conversationParams, defineOperation, jsonOnly, standingErrors, userQuery } from "../common";

const scopeParams = conversationParams.extend({ scope: scopeSchema });
const writeHeaders = z.object({ ...conditionHeaders, ...writerHeaders });
const eTagAnswer = { ETag: "The eTag of what is stored now; absent when nothing is" };

const writeErrors = [
  "conversation_not_found",
  "conversation_read_only",
  "scope_not_found",
  "stale_etag",
  "invalid_request",
  "if_match_required",
] as const satisfies readonly ErrorCode[];
const bodyErrors = ["malformed_json", "body_too_large", "item_too_large", "unsupported_media_type"] as const satisfies readonly ErrorCode[];

/** What removes a scope is a reset, whatever it is called. */
function isReset(body: unknown): boolean {
  const { data: request } = writeScopesRequest.safeParse(body);
  return request?.kind === "reset" || Object.values(request?.scopes ?? {}).some((scope) => scope?.data === null);
}

export const getState = defineOperation({
  id: "getState",
  right: { inProduction: "production.see" },
  method: "GET",
  path: "/api/conversations/{conversationId}/state",
  tag: "State",
  summary: "Read all four scopes",
  description:
    "`data` is null when nothing is stored. The dialog scope is a view into the item that holds the dialog stack, whose eTag it shows. With `turn` or `seq` it answers state as it was; what is past has no eTag.",
  params: conversationParams,
  query: userQuery.extend({
    turn: wholeNumberText({ min: 0, max: 2_147_483_647 }).optional().describe("As it was after this turn; 0 is before the first"),
    before: z.enum(["0", "1"]).optional().describe("1: as it was before that turn"),
    seq: turnNumber.optional().describe("As it was after this state write (the `seq` of a write by hand)"),
  }),
  answer: { status: 200, description: "The four scopes.", schema: allScopes },
  errors: ["conversation_not_found", "turn_not_found", "invalid_request"],
});

export const putState = defineOperation({
  id: "putState",
  right: { inProduction: (body) => (isReset(body) ? "production.reset" : "production.edit") },
  writesState: true,
  method: "PUT",
  path: "/api/conversations/{conversationId}/state",
  tag: "State",
  summary: "Write several scopes at once",
  description:
    "All of them or none: one transaction, each scope with the eTag that was read. A stale one is answered 412 with the scopes that changed in `current`.",
  params: conversationParams,
  query: userQuery,
  headers: z.object(writerHeaders),
  body: {
    schema: writeScopesRequest,
    mediaTypes: jsonOnly,
    limitBytes: allScopesBodyBytes,
    example: { kind: "reset", scopes: { conversation: { data: null, eTag: "*" }, dialog: { data: null, eTag: "*" } } },
  },
  answer: { status: 200, description: "Everything was written.", schema: writeScopesAnswer },
  errors: [
    ...standingErrors,
    "values_masked",
    "values_expired",
    "conversation_not_found",
    "conversation_read_only",
    "stale_etag",
    "invalid_request",
    ...bodyErrors,
  ],
});

export const getScope = defineOperation({
  id: "getScope",
  right: { inProduction: "production.see" },
  method: "GET",
  path: "/api/conversations/{conversationId}/state/{scope}",
  tag: "State",
  summary: "Read one scope",
  params: scopeParams,
  query: userQuery,
  answer: { status: 200, description: "The scope.", schema: scopeState, headers: eTagAnswer },
  errors: ["conversation_not_found", "scope_not_found", "invalid_request"],
});

export const putScope = defineOperation({
  id: "putScope",
  right: { inProduction: "production.edit" },
  writesState: true,
  method: "PUT",
  path: "/api/conversations/{conversationId}/state/{scope}",
  tag: "State",
  summary: "Replace one scope",
  description: "Needs `If-Match` (or `If-None-Match: *`). A stale eTag is answered 412 with the scope as it is now in `current`.",
  params: scopeParams,
  query: userQuery,
  headers: writeHeaders,
  body: {
    schema: writeScopeRequest,
    mediaTypes: jsonOnly,
    limitBytes: scopeBodyBytes,
    example: { data: { userProfile: { name: "Grace" } } },
  },
  answer: { status: 200, description: "The scope as it is now.", schema: scopeState, headers: eTagAnswer },
  errors: [...standingErrors, "values_masked", "values_expired", ...writeErrors, ...bodyErrors],
});

export const patchScope = defineOperation({
  id: "patchScope",
  right: { inProduction: "production.edit" },
  writesState: true,
  method: "PATCH",
  path: "/api/conversations/{conversationId}/state/{scope}",
  tag: "State",
  summary: "Change parts of one scope",
  description:
    "A JSON Patch (RFC 6902) on the scope's data, all operations or none. Needs `If-Match` (or `If-None-Match: *`). With `If-Match: *` it is applied to the newest value.",
  params: scopeParams,
  query: userQuery,
  headers: writeHeaders,
  body: {
    schema: jsonPatch,
    mediaTypes: ["application/json-patch+json", "application/json"],
    limitBytes: scopeBodyBytes,
    example: [{ op: "replace", path: "/userProfile/name", value: "Grace" }],
  },
  answer: { status: 200, description: "The scope as it is now.", schema: scopeState, headers: eTagAnswer },
  errors: [...standingErrors, "values_masked", "values_expired", "patch_conflict", ...writeErrors, ...bodyErrors],
});

export const deleteScope = defineOperation({
  id: "deleteScope",
  right: { inProduction: "production.reset" },
  writesState: true,
  method: "DELETE",
  path: "/api/conversations/{conversationId}/state/{scope}",
  tag: "State",
  summary: "Reset one scope",
  description:
    "Answers what it removed. Needs `If-Match`, as every write. Resetting the dialog scope leaves the rest of its item; resetting that leaves the dialog.",
  params: scopeParams,
  query: userQuery,
  headers: writeHeaders,
  answer: { status: 200, description: "What was removed.", schema: removedScopeAnswer },
  errors: [...standingErrors, "values_masked", "values_expired", ...writeErrors],
});
