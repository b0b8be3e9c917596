import { env } from "@/lib/env";
import { type Activity, HarnessError, type Persona, type PostedActivity, type TurnSummary } from "@/lib/model";
import { announceTurn, findByClientActivityId, insertTurn, toOpenTurn } from "@/lib/turns";
import { acceptActivity, clientActivityIdOf } from "./accept-activity";
import type { ActiveConversation } from "./active-conversation";
import { upsertMember } from "./conversation-row";

/** `isRepeated`: the same post came before (a page that retried); nothing was appended. */
export type OpenedTurn = { activity: Activity; turn: number; isRepeated: boolean };

/** Appends an incoming activity and opens its turn, in one transaction. The appended row is the client's echo. */
export async function openTurn(
  conversation: ActiveConversation,
  bot: { id: string; name: string },
  posted: PostedActivity,
): Promise<OpenedTurn> {
  const from = whoSpeaks(conversation, bot.id, posted);
  const clientActivityId = clientActivityIdOf(posted);
  let opened: TurnSummary | null = null;
  const result = await conversation.append<OpenedTurn>(async () => {
    const repeated = clientActivityId === undefined ? null : await findByClientActivityId(conversation.id, clientActivityId);
    if (repeated) return { rows: [], result: { activity: repeated.activity, turn: repeated.turn ?? 0, isRepeated: true } };
    const { id: conversationId, channelId } = conversation;
    const timestamp = conversation.nextTimestamp();
    const activity = acceptActivity({ posted, from, bot, channelId, conversationId, serviceUrl: serviceUrl(), timestamp });
    opened = toOpenTurn(++conversation.lastTurn, activity);
    const row = { position: conversation.nextPosition++, turn: opened.number, isIncoming: true, activity, clientActivityId };
    const statements = [insertTurn(conversationId, opened), ...joinStatements(conversation, from, activity.timestamp)];
    return { rows: [row], statements, result: { activity, turn: opened.number, isRepeated: false } };
  });
  if (opened) announceTurn(conversation.id, opened);
  return result;
}

function whoSpeaks({ members }: ActiveConversation, botId: string, posted: PostedActivity): Persona {
  const [first] = members;
  const id = posted.from?.id ?? first?.id;
  if (id === undefined) throw new HarnessError("invalid_activity", 'Say who speaks: "from": {"id": …}.');
  if (id === botId) throw new HarnessError("invalid_activity", "The bot cannot post to itself; use a person's id in from.id.");
  const known = members.find((member) => member.id === id);
  return { id, name: posted.from?.name ?? known?.name ?? id };
}

/** A person who speaks for the first time, or under a new name, becomes a member. */
function joinStatements({ id, members }: ActiveConversation, from: Persona, at: string) {
  const place = members.findIndex((member) => member.id === from.id);
  if (place !== -1 && members[place]?.name === from.name) return [];
  const position = place === -1 ? members.length : place;
  members[position] = from;
  return [upsertMember(id, from, position, at)];
}

function serviceUrl(): string {
  const { host, port } = env();
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}
