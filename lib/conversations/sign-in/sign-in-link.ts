import * as z from "zod";
import { openText, ownAddress, sealText } from "@/lib/env";
import { HarnessError } from "@/lib/model";
import type { TokenPlace } from "./user-token-row";

/** What a sign-in link is for; `conversationId` is where the bot is told of it. */
export type SignInPlace = TokenPlace & { conversationId: string };

const purpose = "sign-in link";
const path = "/sign-in/";
const sealedPlace = z.tuple([z.string(), z.string(), z.string(), z.string(), z.string()]);

/** The address of the page where a person signs in. Who and where is sealed into it, so that it tells nobody anything and needs no row. */
export function signInLinkOf({ botId, channelId, userId, connectionName, conversationId }: SignInPlace): string {
  const facts: z.infer<typeof sealedPlace> = [botId, channelId, userId, connectionName, conversationId];
  return `${ownAddress()}${path}${sealText(JSON.stringify(facts), purpose)}`;
}

/** Throws `not_found` for a link that this installation did not make. */
export function openSignInId(id: string): SignInPlace {
  // Web Chat puts "&code_challenge=…" behind the address of a sign-in card, percent-encoded.
  const sealed = /^[\w-]*/.exec(id)?.[0] ?? "";
  try {
    const [botId, channelId, userId, connectionName, conversationId] = sealedPlace.parse(JSON.parse(openText(sealed, purpose)));
    return { botId, channelId, userId, connectionName, conversationId };
  } catch (cause) {
    throw new HarnessError("not_found", "This sign-in link is none of this Turnscope. Ask the bot for a new one.", { cause });
  }
}
