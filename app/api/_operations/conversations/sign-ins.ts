import * as z from "zod";
import { anyId, finishedSignIn, finishSignIn as finishSignInBody, signedInList, signInRequest, signOutQuery } from "@/lib/model";
import { scopeBodyBytes } from "../../_lib/body-limits";
import { bodyErrors, defineOperation, jsonOnly } from "../common";

const signInParams = z.object({ signInId: z.string().max(8000).describe("The last part of a sign-in link, as the bot sent it on a card") });
const signInQuery = z.object({
  conversationId: anyId.optional().describe("Where the card was pressed: a fork shows the cards of its past"),
});
const botParams = z.object({ botId: z.string() });
const botErrors = ["bot_not_found", "bot_failed_to_load"] as const;

export const getSignIn = defineOperation({
  id: "getSignIn",
  right: "own-key",
  masking: "own",
  method: "GET",
  path: "/api/sign-ins/{signInId}",
  tag: "Sign-in",
  summary: "Read what a sign-in link is for",
  params: signInParams,
  query: signInQuery,
  answer: { status: 200, description: "Who signs in, and where.", schema: signInRequest },
  errors: ["not_found", "conversation_not_found", "invalid_request", ...botErrors],
});

export const finishSignIn = defineOperation({
  id: "finishSignIn",
  right: "own-key",
  masking: "own",
  method: "POST",
  path: "/api/sign-ins/{signInId}",
  tag: "Sign-in",
  summary: "Sign the person of a link in",
  description:
    "Keeps the token for the bot to ask for (GET /api/usertoken/GetToken, as with the user token service of the Bot Framework), and tells the bot with a `tokens/response` event, which is a turn like any other; or, with delivery `code`, gives six digits that the person types into the chat. The token is in no log, transcript or export.",
  params: signInParams,
  query: signInQuery,
  body: { schema: finishSignInBody, mediaTypes: jsonOnly, limitBytes: scopeBodyBytes, example: { delivery: "event" } },
  answer: { status: 200, description: "The code, or the turn in which the bot was told.", schema: finishedSignIn },
  errors: ["not_found", "conversation_not_found", "conversation_read_only", "shutting_down", ...botErrors, ...bodyErrors],
});

export const listSignedIn = defineOperation({
  id: "listSignedIn",
  right: { inProduction: "production.see" },
  method: "GET",
  path: "/api/bots/{botId}/signed-in",
  tag: "Sign-in",
  summary: "List who is signed in to a bot's connections",
  params: botParams,
  answer: { status: 200, description: "The newest first, without their tokens.", schema: signedInList },
  errors: ["bot_not_found"],
});

export const signOut = defineOperation({
  id: "signOut",
  right: { inProduction: "production.edit" },
  method: "DELETE",
  path: "/api/bots/{botId}/signed-in",
  tag: "Sign-in",
  summary: "Sign a person out",
  description: "Forgets the person's tokens: of one connection, or of all. The bot is not told; it finds out when it asks for the token.",
  params: botParams,
  query: signOutQuery,
  answer: { status: 200, description: "Who is still signed in.", schema: signedInList },
  errors: ["bot_not_found", "invalid_request"],
});
