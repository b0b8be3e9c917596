import * as z from "zod";
import {
  changeDictionaryRequest,
  changedDictionary,
  dictionaryHistory,
  dictionaryList,
  dictionaryPage,
  dictionaryPathDetail,
  dictionaryScopes,
  dictionaryStatuses,
} from "@/lib/model";
import { scopeBodyBytes } from "../_lib/body-limits";
import { cursorQuery, limitQuery } from "../_lib/list-query";
import { writerHeaders } from "../_lib/writer-name";
import { bodyErrors, botParams, defineOperation, jsonOnly } from "./common";

export const listDictionaries = defineOperation({
  id: "listDictionaries",
  method: "GET",
  path: "/api/dictionaries",
  tag: "Memory",
  summary: "Count what is described of each bot's memory",
  answer: { status: 200, description: "Every bot, also those that were removed and left something.", schema: dictionaryList },
  errors: [],
});

export const listPaths = defineOperation({
  id: "listPaths",
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
