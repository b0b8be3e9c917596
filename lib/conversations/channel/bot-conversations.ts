import * as z from "zod";
import type { LoadedBot } from "@/lib/bots";
import { db } from "@/lib/db";
import { anyId, defaultChannelId, HarnessError, newConversationId, type Persona } from "@/lib/model";
import { requireUsable } from "@/lib/standing";
import { upsertMember } from "../conversation-row";
import { createConversation } from "../create-conversation";
import { listConversations } from "../list-conversations";
import { meetPeople } from "../meet-people";
import { type ChannelAccount, listAccounts } from "./conversation-members";
import { receiveActivity } from "./receive-activity";
import { serviceUrlOf } from "./service-address";

const account = z.looseObject({ id: anyId, name: z.string().max(500).nullish() });
const parameters = z.looseObject({
  bot: z.looseObject({ id: z.string() }).nullish(),
  members: z.array(account).min(1).max(100),
  activity: z.unknown().optional(),
});

export type CreatedConversation = { id: string; activityId?: string; serviceUrl: string };

/** The id of the bot for which a conversation is asked, as the request claims; null when it claims none. */
export function claimedBotOf(body: unknown): string | null {
  const parsed = parameters.pick({ bot: true }).safeParse(body);
  return (parsed.success && parsed.data.bot?.id) || null;
}

/** A conversation that a bot opens with people of its choice, with what it says first if it says something (a proactive message). */
export async function createBotConversation(bot: LoadedBot, body: unknown): Promise<CreatedConversation> {
  const parsed = parameters.safeParse(body);
  if (!parsed.success) throw new HarnessError("invalid_request", 'Say with whom: "members": [{"id": …}], at least one.');
  const { members, activity } = parsed.data;
  const id = newConversationId();
  await create(
    bot,
    id,
    members.map(({ id: userId, name }) => ({ id: userId, name: name ?? userId })),
  );
  const serviceUrl = serviceUrlOf(bot.summary.id);
  if (activity === undefined || activity === null) return { id, serviceUrl };
  return { id, serviceUrl, activityId: await receiveActivity({ bot, conversationId: id, activityId: null, body: activity }) };
}

async function create({ summary, remote }: LoadedBot, conversationId: string, members: readonly Persona[]): Promise<void> {
  const people = members.filter(({ id }) => id !== summary.id);
  const [first = null, ...others] = people;
  const place = { botId: summary.id, channelId: remote?.channelId ?? defaultChannelId };
  await requireUsable(people.map(({ id: userId }) => ({ channelId: place.channelId, userId })));
  await createConversation({ conversationId, ...place }, first);
  const at = new Date().toISOString();
  if (others.length > 0) {
    const joining = others.map((person, position) => upsertMember(conversationId, person, position + 1, at));
    await (await db()).transaction([...joining, ...meetPeople(place, others, at)]);
  }
}

export type ConversationsAnswer = { conversations: { id: string; members: ChannelAccount[] }[]; continuationToken?: string };

/** The bot's conversations, newest first, a hundred at a time. */
export async function listBotConversations({ summary }: LoadedBot, continuationToken: string | null): Promise<ConversationsAnswer> {
  const page = await listConversations({ botId: summary.id, cursor: continuationToken ?? undefined });
  const conversations = page.conversations.map(({ conversationId, members }) => ({
    id: conversationId,
    members: listAccounts(
      members.filter(({ leftAt }) => leftAt === undefined),
      summary,
    ),
  }));
  return { conversations, ...(page.cursor !== null && { continuationToken: page.cursor }) };
}
