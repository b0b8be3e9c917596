import * as z from "zod";
import { acceptFindingRequest, dictionaryScopes, finding, findingPage, findingRuleNames, findingStatuses } from "@/lib/model";
import { scopeBodyBytes } from "../../_lib/body-limits";
import { cursorQuery, limitQuery } from "../../_lib/list-query";
import { writerHeaders } from "../../_lib/writer-name";
import { bodyErrors, botParams, defineOperation, jsonOnly } from "../common";

const findingParams = botParams.extend({ findingId: z.string() });

export const listFindings = defineOperation({
  id: "listFindings",
  right: { inProduction: "production.see" },
  method: "GET",
  path: "/api/bots/{botId}/findings",
  tag: "Memory",
  summary: "List what the memory lint finds",
  description:
    "Looked for in what the bot remembers now; where that takes longer than a second, what was found is kept for some minutes at most. A finding goes when what it found is mended; accepted ones are listed with the reason.",
  params: botParams,
  query: z.object({
    status: z.enum(findingStatuses).default("open"),
    rule: z.enum(findingRuleNames).optional(),
    scope: z.enum(dictionaryScopes).optional(),
    limit: limitQuery,
    cursor: cursorQuery,
  }),
  answer: { status: 200, description: "A page of findings.", schema: findingPage },
  errors: ["bot_not_found", "invalid_cursor", "invalid_request"],
});

export const acceptFinding = defineOperation({
  id: "acceptFinding",
  right: { inProduction: "production.edit" },
  method: "PUT",
  path: "/api/bots/{botId}/findings/{findingId}/acceptance",
  tag: "Memory",
  summary: "Accept a finding with a reason",
  params: findingParams,
  headers: z.object(writerHeaders),
  body: {
    schema: acceptFindingRequest,
    mediaTypes: jsonOnly,
    limitBytes: scopeBodyBytes,
    example: { reason: "Everybody in the trip is meant to see who organises it." },
  },
  answer: { status: 200, description: "The finding as it is now.", schema: finding },
  errors: ["bot_not_found", "finding_not_found", ...bodyErrors],
});

export const reopenFinding = defineOperation({
  id: "reopenFinding",
  right: { inProduction: "production.edit" },
  method: "DELETE",
  path: "/api/bots/{botId}/findings/{findingId}/acceptance",
  tag: "Memory",
  summary: "Take an acceptance back",
  params: findingParams,
  answer: { status: 200, description: "The finding as it is now.", schema: finding },
  errors: ["bot_not_found", "finding_not_found"],
});
