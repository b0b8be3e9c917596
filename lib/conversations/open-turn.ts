import { ownAddress } from "@/lib/env";
import { type Activity, HarnessError, type Persona, type PostedActivity, type TurnSummary } from "@/lib/model";
import { announceTurn, findByClientActivityId, insertTurn, toOpenTurn } from "@/lib/turns";
import { acceptActivity, clientActivityIdOf } from "./accept-activity";
import type { ActiveConversation } from "./active-conversation";
import { upsertMember } from "./conversation-row";

/** `isRepeated`: the same post came before (a page that retried); nothing was appended. */
export type OpenedTurn = { activity: Activity; turn: number; isRepeated: boolean };

type Opening = { conversation: ActiveConversation; bot: { id: string; name: string }; posted: PostedActivity; from: Persona };

/** Appends an incoming activity and opens its turn, in one transaction. The appended row is the client's echo. */
export async function openTurn(
  conversation: ActiveConversation,
  bot: { id: string; name: string },
  posted: PostedActivity,
): Promise<OpenedTurn> {
  const opening = { conversation, bot, posted, from: whoSpeaks(conversation, bot.id, posted) };
  const clientActivityId = clientActivityIdOf(posted);
  const { id } = conversation;
  return conversation.append<OpenedTurn>(async () => {
    const repeated = clientActivityId === undefined ? null : await findByClientActivityId(id, clientActivityId);
    if (repeated) return { rows: [], result: { activity: repeated.activity, turn: repeated.turn ?? 0, isRepeated: true } };
    const activity = toActivity(opening);
    const turn = toOpenTurn(++conversation.lastTurn, activity);
    return {
      rows: [{ turn: turn.number, isIncoming: true, activity, clientActivityId }],
      statements: [insertTurn(id, turn), ...joinStatements(opening, turn)],
      announce: () => announceOpened(opening, turn),
      result: { activity, turn: turn.number, isRepeated: false },
    };
  });
}

/** Throws `invalid_activity` when nobody may be meant, or the bot. */
export function whoSpeaks({ members }: ActiveConversation, botId: string, posted: PostedActivity): Persona {
  const [first] = members;
  const id = posted.from?.id ?? first?.id;
  if (id === undefined) throw new HarnessError("invalid_activity", 'Say who speaks: "from": {"id": …}.');
  if (id === botId) throw new HarnessError("invalid_activity", "The bot cannot post to itself; use a person's id in from.id.");
  const known = members.find((member) => member.id === id);
  return { id, name: posted.from?.name ?? known?.name ?? id };
}

function toActivity({ conversation, bot, posted, from }: Opening): Activity {
  const { id: conversationId, channelId } = conversation;
  return acceptActivity({
    posted,
    from,
    bot,
    channelId,
    conversationId,
    serviceUrl: ownAddress(),
    timestamp: conversation.nextTimestamp(),
  });
}

/**
 * A person who speaks for the first time, or under a new name, becomes a member. Turns tell in which order people joined. Who has the
 * conversation's own id is the channel.
 */
function joinStatements({ conversation: { id, members }, from }: Opening, turn: TurnSummary) {
  if (from.id === id) return [];
  if (members.find((member) => member.id === from.id)?.name === from.name) return [];
  return [upsertMember(id, from, turn.number, turn.startedAt)];
}

function announceOpened({ conversation, from }: Opening, turn: TurnSummary): void {
  const place = conversation.members.findIndex((member) => member.id === from.id);
  if (from.id !== conversation.id) conversation.members[place === -1 ? conversation.members.length : place] = from;
  announceTurn(conversation.id, turn);
}
