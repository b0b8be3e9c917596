import * as z from "zod";
import { botList, health, listedBot, setBotRequest } from "@/lib/model";
import { scopeBodyBytes } from "../_lib/body-limits";
import { bodyErrors, defineOperation, jsonOnly } from "./common";

export const getHealth = defineOperation({
  id: "getHealth",
  method: "GET",
  path: "/api/health",
  tag: "Server",
  summary: "Is the server up?",
  description: "Answers 200 when the server can read its database.",
  answer: { status: 200, description: "It is.", schema: health },
  errors: ["database_unreachable"],
});

export const listBots = defineOperation({
  id: "listBots",
  method: "GET",
  path: "/api/bots",
  tag: "Server",
  summary: "List the bots",
  description: "A bot whose module did not load is listed with status `failed` and its error; the others run.",
  answer: { status: 200, description: "Every bot, also those that failed to load.", schema: botList },
  errors: [],
});

export const setBot = defineOperation({
  id: "setBot",
  method: "PATCH",
  path: "/api/bots/{botId}",
  tag: "Server",
  summary: "Change how a bot is run",
  description: "From its next turn on. What is left out stays as it is.",
  params: z.object({ botId: z.string() }),
  body: { schema: setBotRequest, mediaTypes: jsonOnly, limitBytes: scopeBodyBytes, example: { overwritePolicy: "protect" } },
  answer: { status: 200, description: "The bot as it is run now.", schema: listedBot },
  errors: ["bot_not_found", ...bodyErrors],
});
