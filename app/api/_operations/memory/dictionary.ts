import * as z from "zod";
import {
  changeDictionaryRequest,
  changedDictionary,
  dictionaryFile,
  dictionaryHistory,
  dictionaryList,
  dictionaryPage,
  dictionaryPathDetail,
  dictionaryScopes,
  dictionaryStatuses,
  fileFormats,
  importedDictionary,
} from "@/lib/model";
import { allScopesBodyBytes, scopeBodyBytes } from "../../_lib/body-limits";
import { cursorQuery, limitQuery } from "../../_lib/list-query";
import { textBody } from "../../_lib/read-json-body";
import { writerHeaders } from "../../_lib/writer-name";
import { bodyErrors, botParams, defineOperation, jsonOnly } from "../common";

export const listDictionaries = defineOperation({
  id: "listDictionaries",
  right: "test.use",
  method: "GET",
  path: "/api/dictionaries",
  tag: "Memory",
  summary: "Count what is described of each bot's memory",
  answer: { status: 200, description: "Every bot, also those that were removed and left something.", schema: dictionaryList },
  errors: [],
});

export const listPaths = defineOperation({
  id: "listPaths",
  right: { inProduction: "production.see" },
  method: "GET",
  path: "/api/bots/{botId}/dictionary",
  tag: "Memory",
  summary: "List what a bot remembers at all",
  description:
    "Every property path that the bot has ever written, from the first turn that wrote it on; items of arrays are one path. At first a path is unclassified: it has no label.",
  params: botParams,
  query: z.object({
    status: z.enum(dictionaryStatuses).default("all"),
    scope: z.enum(dictionaryScopes).optional(),
    limit: limitQuery,
    cursor: cursorQuery,
  }),
  answer: { status: 200, description: "A page of the dictionary.", schema: dictionaryPage },
  errors: ["bot_not_found", "invalid_cursor", "invalid_request"],
});

export const changeDictionary = defineOperation({
  id: "changeDictionary",
  right: { inProduction: "production.edit" },
  method: "PATCH",
  path: "/api/bots/{botId}/dictionary",
  tag: "Memory",
  summary: "Say what paths are",
  description: "One path or many at once, at most 1,000. All of it or none; each path that becomes different has a line in the history.",
  params: botParams,
  headers: z.object(writerHeaders),
  body: {
    schema: changeDictionaryRequest,
    mediaTypes: jsonOnly,
    limitBytes: scopeBodyBytes,
    example: {
      changes: [
        { pathIds: ["h2kXo0cPq1z7Lw9TbVfR"], set: { label: "Preferred size", purpose: "To suggest products", category: "preference" } },
      ],
    },
  },
  answer: { status: 200, description: "The paths as they are described now.", schema: changedDictionary },
  errors: ["bot_not_found", "path_not_found", ...bodyErrors],
});

export const listDictionaryChanges = defineOperation({
  id: "listDictionaryChanges",
  right: { inProduction: "production.see" },
  method: "GET",
  path: "/api/bots/{botId}/dictionary/history",
  tag: "Memory",
  summary: "List who said what about paths",
  params: botParams,
  query: z.object({ pathId: z.string().optional().describe("Of this path only"), limit: limitQuery, cursor: cursorQuery }),
  answer: { status: 200, description: "What was said, newest first, with what was said before.", schema: dictionaryHistory },
  errors: ["bot_not_found", "invalid_cursor", "invalid_request"],
});

export const getPath = defineOperation({
  id: "getPath",
  right: { inProduction: "production.see" },
  method: "GET",
  path: "/api/bots/{botId}/dictionary/{pathId}",
  tag: "Memory",
  summary: "Read one path with its history",
  params: botParams.extend({ pathId: z.string() }),
  answer: {
    status: 200,
    description: "The path, by which turn and dialog it was written, and who said what about it.",
    schema: dictionaryPathDetail,
  },
  errors: ["bot_not_found", "path_not_found"],
});

const fileExample = {
  format: "turnscope-dictionary",
  version: 1,
  bot: "trip-planner",
  paths: [
    {
      scope: "user",
      path: "/profile/homeTown",
      label: "Home town",
      purpose: "To find trips nearby",
      category: "location",
      isSensitive: false,
    },
  ],
};
const csvExample = "scope,path,label,purpose,category\r\nuser,/profile/homeTown,Home town,To find trips nearby,location\r\n";

export const getDictionaryFile = defineOperation({
  id: "getDictionaryFile",
  right: { inProduction: "production.see" },
  method: "GET",
  path: "/api/bots/{botId}/dictionary/file",
  tag: "Memory",
  summary: "Save a dictionary as a file",
  description:
    "What people said about each path, as JSON or CSV, always in the same order: made to be kept in git beside the bot. No values, no counts.",
  params: botParams,
  query: z.object({ format: z.enum(fileFormats).default("json") }),
  answer: {
    status: 200,
    description: "The file.",
    schema: dictionaryFile,
    texts: ["text/csv"],
    headers: { "Content-Disposition": "Names the file after the bot" },
  },
  errors: ["bot_not_found", "invalid_request"],
});

export const putDictionaryFile = defineOperation({
  id: "putDictionaryFile",
  right: { inProduction: "production.edit" },
  method: "PUT",
  path: "/api/bots/{botId}/dictionary/file",
  tag: "Memory",
  summary: "Take over a dictionary from a file",
  description:
    "All of it or none: a file that is wrong anywhere is refused with line and reason in `faults`. What a path's entry leaves out stays as it is, null or an empty cell takes it back, and paths that the file does not name stay as they are. CSV has the columns scope, path, label, purpose, category, isSensitive (yes or no), origin, audience, retentionDays and legalBasis, in any order, separated by commas or semicolons.",
  params: botParams,
  headers: z.object(writerHeaders),
  body: {
    schema: textBody,
    mediaTypes: ["application/json", "text/csv"],
    limitBytes: allScopesBodyBytes,
    example: { mediaType: "text/csv", text: csvExample },
    texts: {
      "application/json": { schema: dictionaryFile, example: fileExample },
      "text/csv": { schema: z.string(), example: csvExample },
    },
  },
  answer: { status: 200, description: "What became different.", schema: importedDictionary },
  errors: ["bot_not_found", "invalid_file", ...bodyErrors],
});
