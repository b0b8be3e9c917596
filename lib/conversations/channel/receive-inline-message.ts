import { inlineKeysOf, type LoadedBot, writeInlineState } from "@/lib/bots";
import { readInlineSaying } from "@/lib/channels";
import { HarnessError, newActivityId, type StateAddress } from "@/lib/model";
import type { ActiveConversation } from "../active-conversation";
import { callStorage } from "../bot-state/call-storage";
import { createBotConversation } from "./bot-conversations";
import { requireWritableConversationOf } from "./get-active-conversation";
import { receiveActivity } from "./receive-activity";

type Saying = ReturnType<typeof readInlineSaying>;

/**
 * What a bot of 2016 says beyond its answer (protocols 3.1): a further reply, or a word of its own accord, with the state that rides on it. The
 * state is kept before anybody hears the message. Throws `invalid_activity`.
 */
export async function receiveInlineMessage(bot: LoadedBot, body: unknown): Promise<{ id: string; conversationId: string }> {
  const said = parseSaying(body);
  const conversation = await requireWritableConversationOf(bot.summary.id, said.conversationId ?? (await open(bot, said)));
  const address = addressOf(conversation, said);
  await writeInlineState(callStorage(address.botId, Object.values(inlineKeysOf(address)), address), address, said.state);
  return { id: await say(bot, address, said), conversationId: conversation.id };
}

function parseSaying(body: unknown): Saying {
  try {
    return readInlineSaying(body);
  } catch (cause) {
    throw new HarnessError("invalid_activity", cause instanceof Error ? cause.message : "This is no message.", { cause });
  }
}

/** A message that names no conversation begins one with whom it is for. */
async function open(bot: LoadedBot, { to }: Saying): Promise<string> {
  if (to === null) throw new HarnessError("invalid_activity", 'Say where ("conversationId") or to whom ("to": {"id": …}).');
  return (await createBotConversation(bot, { members: [to] })).id;
}

function addressOf({ id, botId, channelId, members }: ActiveConversation, { to }: Saying): StateAddress {
  const person = to !== null && to.id !== botId ? to : members[0];
  if (!person) throw new HarnessError("invalid_activity", 'Nobody is in the conversation: say to whom ("to": {"id": …}).');
  return { botId, channelId, conversationId: id, userId: person.id };
}

async function say(bot: LoadedBot, { conversationId }: StateAddress, { reply, replyToId }: Saying): Promise<string> {
  if (reply === null) return newActivityId();
  return receiveActivity({ bot, conversationId, activityId: replyToId, body: reply });
}
