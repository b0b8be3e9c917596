import { randomInt } from "node:crypto";
import type { LoadedBot } from "@/lib/bots";
import { db } from "@/lib/db";
import { type FinishedSignIn, type FinishSignIn, generationOf, HarnessError, type Persona, type SignInRequest } from "@/lib/model";
import { requireConversation, requireWritableConversation } from "../active-conversation";
import { botRegistry } from "../bots";
import { postActivity } from "../post-activity";
import { makeUserToken } from "./make-user-token";
import { openSignInId, type SignInPlace } from "./sign-in-link";
import { readUserToken, upsertUserToken } from "./user-token-row";

/** What the page behind a sign-in link shows. Throws `not_found` for a link of another installation. */
export async function readSignIn(id: string, conversationId?: string): Promise<SignInRequest> {
  const place = await placeIn(openSignInId(id), conversationId);
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
export async function finishSignIn(id: string, { token, delivery }: FinishSignIn, conversationId?: string): Promise<FinishedSignIn> {
  const place = await placeIn(openSignInId(id), conversationId);
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

/** A fork shows the cards of its past: there they sign in the person who took the place of the one they were sent to. */
async function placeIn(place: SignInPlace, conversationId = place.conversationId): Promise<SignInPlace> {
  if (conversationId === place.conversationId) return place;
  const [fork, original] = [await requireConversation(conversationId), await requireConversation(place.conversationId)];
  if (fork.botId !== place.botId || fork.forkedFrom === null) {
    throw new HarnessError("not_found", "The sign-in card is none of this conversation.");
  }
  // Its people keep their order.
  const order = original.members.findIndex(({ id }) => id === place.userId);
  const isSame = fork.members.some(({ id }) => id === place.userId);
  const userId = isSame ? place.userId : (fork.members[order]?.id ?? place.userId);
  return { ...place, conversationId, channelId: fork.channelId, userId };
}

async function personOf({ conversationId, userId }: SignInPlace): Promise<Persona> {
  const { members } = await requireConversation(conversationId);
  const member = members.find(({ id }) => id === userId);
  return { id: userId, name: member?.name ?? userId };
}

/** The Agents SDK takes the code only. */
function takesEvents({ summary, remote }: LoadedBot): boolean {
  return remote === null ? summary.host !== "agents-sdk" : generationOf(remote) !== "agents";
}
