import { botList, health } from "@/lib/model";
import { defineOperation, none } from "./common";

export const getHealth = defineOperation({
  id: "getHealth",
  method: "GET",
  path: "/api/health",
  tag: "Server",
  summary: "Is the server up?",
  description: "Answers 200 when the server can read its database.",
  params: none,
  query: none,
  headers: none,
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
  params: none,
  query: none,
  headers: none,
  answer: { status: 200, description: "Every bot, also those that failed to load.", schema: botList },
  errors: [],
});
