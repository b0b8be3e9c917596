import * as z from "zod";
import { addBotRequest, addedBot, botKeys, botList, botProbe, changeBotRequest, listedBot } from "@/lib/model";
import { scopeBodyBytes } from "../../_lib/body-limits";
import { bodyErrors, botParams, defineOperation, jsonOnly } from "../common";

export const listBots = defineOperation({
  id: "listBots",
  right: "test.use",
  method: "GET",
  path: "/api/bots",
  tag: "Bots",
  summary: "List the bots",
  description: "A bot whose module did not load is listed with status `failed` and its error; the others run.",
  answer: { status: 200, description: "Every bot, also those that failed to load.", schema: botList },
  errors: [],
});

export const addBot = defineOperation({
  id: "addBot",
  right: "test.use",
  method: "POST",
  path: "/api/bots",
  tag: "Bots",
  summary: "Add a bot elsewhere by its endpoint",
  description:
    "A bot in any language that speaks the Bot Framework protocol: it takes activities at its endpoint and replies to the `serviceUrl` they name. It can be talked to at once.",
  body: {
    schema: addBotRequest,
    mediaTypes: jsonOnly,
    limitBytes: scopeBodyBytes,
    example: { name: "My bot", endpoint: "http://127.0.0.1:3978/api/messages" },
  },
  answer: { status: 201, description: "The bot, with its keys: they are shown this once.", schema: addedBot },
  errors: ["bot_exists", ...bodyErrors],
});

export const getBot = defineOperation({
  id: "getBot",
  right: { inProduction: "production.see" },
  method: "GET",
  path: "/api/bots/{botId}",
  tag: "Bots",
  summary: "Read a bot",
  params: botParams,
  answer: { status: 200, description: "The bot; never its password.", schema: listedBot },
  errors: ["bot_not_found"],
});

/** What opens everything that the bot remembers to everybody. */
function isUnmarked(body: unknown): boolean {
  return changeBotRequest.safeParse(body).data?.isProduction === false;
}

export const changeBot = defineOperation({
  id: "changeBot",
  right: { inProduction: (body) => (isUnmarked(body) ? "privacy.approve" : "production.edit") },
  method: "PATCH",
  path: "/api/bots/{botId}",
  tag: "Bots",
  summary: "Change how a bot is run and, for one elsewhere, how it is asked",
  description:
    'From its next turn on. What is left out stays as it is; null forgets an app id, a password or a tenant. `deletionOpensCase`: a v3 bot\'s DELETE of a user\'s state opens an erasure case. `offersSelfService`: "forget me" and "what do you know about me" are answered by Turnscope, and the bot does not get them.',
  params: botParams,
  body: { schema: changeBotRequest, mediaTypes: jsonOnly, limitBytes: scopeBodyBytes, example: { overwritePolicy: "protect" } },
  answer: { status: 200, description: "The bot as it is run now.", schema: listedBot },
  errors: ["bot_not_found", "bot_not_remote", ...bodyErrors],
});

export const deleteBot = defineOperation({
  id: "deleteBot",
  right: { inProduction: "privacy.approve" },
  method: "DELETE",
  path: "/api/bots/{botId}",
  tag: "Bots",
  summary: "Remove a bot elsewhere",
  description: "Its keys are refused from now on. Its conversations and its state stay, to be read.",
  params: botParams,
  answer: { status: 200, description: "What was removed.", schema: z.object({ removed: listedBot }) },
  errors: ["bot_not_found", "bot_not_remote"],
});

export const renewBotKeys = defineOperation({
  id: "renewBotKeys",
  right: { inProduction: "production.edit" },
  method: "POST",
  path: "/api/bots/{botId}/keys",
  tag: "Bots",
  summary: "Make new keys for a bot",
  description: "For any bot, also one in this process. The keys it had are refused from now on.",
  params: botParams,
  answer: { status: 201, description: "The new keys: they are shown this once.", schema: botKeys },
  errors: ["bot_not_found"],
});

export const probeBot = defineOperation({
  id: "probeBot",
  right: { inProduction: "production.edit" },
  method: "POST",
  path: "/api/bots/{botId}/probe",
  tag: "Bots",
  summary: "Find out whether a bot elsewhere answers",
  description:
    "Sends it one activity of type `ping`, which bots ignore, outside every conversation, and says in words what came of it: nothing listens there, the path is wrong, credentials are missing, it is not a bot, or it is ready.",
  params: botParams,
  answer: { status: 200, description: "What was found; `ready` when the bot can be talked to.", schema: botProbe },
  errors: ["bot_not_found", "bot_not_remote"],
});
