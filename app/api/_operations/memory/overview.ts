import * as z from "zod";
import { changeProcessingRequest, fileFormats, notice, noticeFormats, overview, processing, processingRegister } from "@/lib/model";
import { scopeBodyBytes } from "../../_lib/body-limits";
import { wholeNumberText } from "../../_lib/list-query";
import { writerHeaders } from "../../_lib/writer-name";
import { bodyErrors, botParams, defineOperation, jsonOnly } from "../common";

const fileAnswer = { "Content-Disposition": "Names the file after the bot, where it is one" };
const formatQuery = z.enum(fileFormats).default("json");

export const getOverview = defineOperation({
  id: "getOverview",
  right: { inProduction: "production.see" },
  method: "GET",
  path: "/api/bots/{botId}/overview",
  tag: "Memory",
  summary: "Read what a bot remembers in numbers",
  description:
    "How many people have each fact, over the last days and by version of the bot; which facts a version brought and which it left. No values and no names, as JSON or CSV.",
  params: botParams,
  query: z.object({ days: wholeNumberText({ min: 2, max: 366 }).default(60).describe("How many days back"), format: formatQuery }),
  answer: { status: 200, description: "The numbers.", schema: overview, texts: ["text/csv"], headers: fileAnswer },
  errors: ["bot_not_found", "invalid_request"],
});

export const getNotice = defineOperation({
  id: "getNotice",
  right: { inProduction: "production.see" },
  method: "GET",
  path: "/api/bots/{botId}/notice",
  tag: "Memory",
  summary: "Read what this bot remembers, for the public",
  description:
    "Made from the dictionary at this moment (GDPR Art. 13). As HTML it is one page that needs nothing else. `gaps` of the JSON says what is missing; the page does not.",
  params: botParams,
  query: z.object({ format: z.enum(noticeFormats).default("json") }),
  answer: { status: 200, description: "The notice.", schema: notice, texts: ["text/html"], headers: fileAnswer },
  errors: ["bot_not_found", "invalid_request"],
});

export const getProcessingRegister = defineOperation({
  id: "getProcessingRegister",
  right: { inProduction: "production.see" },
  method: "GET",
  path: "/api/bots/{botId}/processing-register",
  tag: "Memory",
  summary: "Read the record of processing",
  description: "GDPR Art. 30(1)(a) to (g): what the dictionary knows and what people said; each that is not said is listed as such.",
  params: botParams,
  query: z.object({ format: formatQuery }),
  answer: { status: 200, description: "The record.", schema: processingRegister, texts: ["text/csv"], headers: fileAnswer },
  errors: ["bot_not_found", "invalid_request"],
});

export const getProcessing = defineOperation({
  id: "getProcessing",
  right: { inProduction: "production.see" },
  method: "GET",
  path: "/api/bots/{botId}/processing",
  tag: "Memory",
  summary: "Read what people said about the processing",
  params: botParams,
  answer: { status: 200, description: "By field; what nobody has said is left out.", schema: processing },
  errors: ["bot_not_found"],
});

export const changeProcessing = defineOperation({
  id: "changeProcessing",
  right: { inProduction: "production.edit" },
  method: "PATCH",
  path: "/api/bots/{botId}/processing",
  tag: "Memory",
  summary: "Say who is responsible, and what else a dictionary cannot know",
  description: "What is left out stays as it is; null takes it back.",
  params: botParams,
  headers: z.object(writerHeaders),
  body: {
    schema: changeProcessingRequest,
    mediaTypes: jsonOnly,
    limitBytes: scopeBodyBytes,
    example: { controller: { text: "Example Ltd, 1 High Street, privacy@example.org" }, transfers: { text: "", isNotApplicable: true } },
  },
  answer: { status: 200, description: "What is said now, and by whom.", schema: processing },
  errors: ["bot_not_found", ...bodyErrors],
});
