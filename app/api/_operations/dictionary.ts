import * as z from "zod";
import { dictionaryList, dictionaryPage, dictionaryScopes, dictionaryStatuses } from "@/lib/model";
import { cursorQuery, limitQuery } from "../_lib/list-query";
import { botParams, defineOperation } from "./common";

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
