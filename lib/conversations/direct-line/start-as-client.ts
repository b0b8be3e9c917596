import { isReservedUserId } from "@/lib/channels";
import { defaultChannelId, HarnessError, isHarnessError, newConversationId, type Persona } from "@/lib/model";
import { botRegistry } from "../bots";
import { createConversation } from "../create-conversation";
import { greetAtStart } from "../greeting/greet-at-start";
import { letBeginAnew } from "../let-begin-anew";
import { type DirectLineClient, requireClientConversation } from "./client";
import { type GivenConversation, giveConversation } from "./give-token";

type Asked = { user: Persona | null; locale: string | undefined };
type ClientStart = GivenConversation & { isNew: boolean };

/**
 * Starts the conversation of the client's token, or a new one with the secret, and lets the bot greet; does not wait for it, as clients
 * give up on a start that takes long and try again. A conversation that exists is answered as it is.
 */
export async function startAsClient(client: DirectLineClient, asked: Asked): Promise<ClientStart> {
  const user = client.user ?? asked.user;
  if (user !== client.user && user && isReservedUserId(user.id)) {
    throw new HarnessError("invalid_request", 'A user id that begins with "dl_" comes only from a token.');
  }
  const conversationId = client.conversationId ?? newConversationId();
  const isNew = await startUnlessThere(client, { conversationId, user, locale: asked.locale });
  const { botId, trustedOrigins } = client;
  return { ...(await giveConversation({ botId, conversationId, user, trustedOrigins }, "")), isNew };
}

/** The same for a conversation that is there, with a stream that begins at the watermark. */
export async function reconnectAsClient(
  client: DirectLineClient,
  conversationId: string,
  watermark: string | null,
): Promise<GivenConversation> {
  await requireClientConversation(client, conversationId);
  return giveConversation({ ...client, conversationId }, watermark ?? "");
}

/** False when it was there. */
async function startUnlessThere(client: DirectLineClient, { conversationId, user, locale }: Asked & { conversationId: string }) {
  const { botId } = client;
  const { summary: bot, remote } = (await botRegistry()).require(botId);
  if (user?.id === botId) throw new HarnessError("invalid_request", "A person cannot have the bot's id. Choose another user id.");
  const channelId = remote?.channelId ?? defaultChannelId;
  if (user) await letBeginAnew({ channelId, userId: user.id });
  try {
    await createConversation({ conversationId, botId, channelId }, user);
  } catch (error) {
    if (!isHarnessError(error) || error.code !== "conversation_exists") throw error;
    await requireClientConversation(client, conversationId);
    return false;
  }
  await greetAtStart({ conversationId, bot, user, isVouched: client.user !== null, locale });
  return true;
}
