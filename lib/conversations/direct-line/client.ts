import { readToken } from "@/lib/channels";
import { HarnessError, type Persona } from "@/lib/model";
import { type ActiveConversation, requireActiveConversation } from "../active-conversation";
import { findBotByKey } from "../remote-bots/bot-keys";

/** Whoever asks the Direct Line service. A holder of the secret may use every conversation of the bot, of a token just one. */
export type DirectLineClient = {
  botId: string;
  /** Null with the secret. */
  conversationId: string | null;
  /** As whom alone it may speak; null when it may say itself. */
  user: Persona | null;
  trustedOrigins: string[] | null;
};

type Credentials = { authorization: string | null; origin: string | null };

/** Throws `credentials_required`, `token_expired` or, for a page that the token is not for, `not_allowed`. */
export async function requireDirectLineClient({ authorization, origin }: Credentials): Promise<DirectLineClient> {
  const credential = /^Bearer +(\S+)$/i.exec(authorization?.trim() ?? "")?.[1];
  if (credential === undefined) {
    throw new HarnessError("credentials_required", "Send Authorization: Bearer and the bot's Direct Line secret, or a token made with it.");
  }
  const botId = await findBotByKey("direct-line", credential);
  if (botId !== null) return { botId, conversationId: null, user: null, trustedOrigins: null };
  const client = await readToken(credential, "access", Date.now());
  requireTrustedOrigin(client, origin);
  return client;
}

/** Programs send no Origin. */
function requireTrustedOrigin({ trustedOrigins }: DirectLineClient, origin: string | null): void {
  if (origin === null || trustedOrigins === null || trustedOrigins.includes(origin)) return;
  throw new HarnessError("not_allowed", "This token is not for pages of this origin.");
}

/** Who opens a stream, by the token in its address. Throws as `requireDirectLineClient` does. */
export async function requireStreamClient(token: string, origin: string | null): Promise<DirectLineClient> {
  const client = await readToken(token, "stream", Date.now());
  requireTrustedOrigin(client, origin);
  return client;
}

/** The conversation, if the client may use it. Throws `not_allowed` or `conversation_not_found`. */
export async function requireClientConversation(client: DirectLineClient, conversationId: string): Promise<ActiveConversation> {
  if (client.conversationId !== null && client.conversationId !== conversationId) {
    throw new HarnessError("not_allowed", "This token is for another conversation.");
  }
  const conversation = await requireActiveConversation(conversationId);
  if (conversation.botId === client.botId) return conversation;
  throw new HarnessError("conversation_not_found", "This bot has no conversation with this id.");
}
