import { randomInt } from "node:crypto";
import { generationOf, type LoadedBot } from "@/lib/bots";
import { db } from "@/lib/db";
import type { FinishedSignIn, FinishSignIn, Persona, SignInRequest } from "@/lib/model";
import { requireConversation, requireWritableConversation } from "../active-conversation";
import { botRegistry } from "../bots";
import { postActivity } from "../post-activity";
import { makeUserToken } from "./make-user-token";
import { openSignInId, type SignInPlace } from "./sign-in-link";
import { readUserToken, upsertUserToken } from "./user-token-row";

/** What the page behind a sign-in link shows. Throws `not_found` for a link of another installation. */
export async function readSignIn(id: string): Promise<SignInRequest> {
  const place = openSignInId(id);
  const bot = (await botRegistry()).require(place.botId);
  const [row, person] = [await readUserToken(place), await personOf(place)];
  return {
    bot: { id: bot.summary.id, name: bot.summary.name },
    connectionName: place.connectionName,
    person,
    conversationId: place.conversationId,
    isSignedIn: row !== null && !row.awaitsCode,
    suggestedToken: makeUserToken(place, person.name),
    delivery: takesEvents(bot) ? "event" : "code",
  };
}

/**
 * Signs the person of a link in: keeps the token, and tells the bot in a turn like any other, or else gives a code that the person types into
 * the chat.
 */
export async function finishSignIn(id: string, { token, delivery }: FinishSignIn): Promise<FinishedSignIn> {
  const place = openSignInId(id);
  (await botRegistry()).require(place.botId);
  await requireWritableConversation(place.conversationId);
  const person = await personOf(place);
  const kept = token ?? makeUserToken(place, person.name);
  const code = delivery === "code" ? String(randomInt(1_000_000)).padStart(6, "0") : null;
  await (await db()).execute(upsertUserToken(place, kept, code));
  return { code, turn: code === null ? await tellBot(place, kept) : null };
}

async function tellBot({ conversationId, channelId, connectionName, userId }: SignInPlace, token: string): Promise<number> {
  const value = { channelId, connectionName, token };
  const { turnNumber } = await postActivity(conversationId, { type: "event", name: "tokens/response", from: { id: userId }, value });
  return turnNumber;
}

async function personOf({ conversationId, userId }: SignInPlace): Promise<Persona> {
  const { members } = await requireConversation(conversationId);
  const member = members.find(({ id }) => id === userId);
  return { id: userId, name: member?.name ?? userId };
}

/** The Agents SDK takes the code only. */
function takesEvents({ summary, remote }: LoadedBot): boolean {
  return remote === null ? summary.host !== "agents-sdk" : generationOf(summary.id, remote) !== "agents";
}
