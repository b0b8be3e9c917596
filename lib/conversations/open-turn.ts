import type { Sql } from "@/lib/db";
import { ownAddress } from "@/lib/env";
import { type Activity, HarnessError, type Persona, type PostedActivity, type TurnSummary, unlessMasked } from "@/lib/model";
import { isAnybodyConcerned, requireUsable } from "@/lib/standing";
import { announceTurn, findByClientActivityId, insertTurn, toOpenTurn } from "@/lib/turns";
import { acceptActivity, clientActivityIdOf } from "./accept-activity";
import type { ActiveConversation } from "./active-conversation";
import { updateMemberLeft, upsertMember } from "./conversation-row";
import { meetPeople } from "./meet-people";
import { type Membership, membershipAfter } from "./members/membership-after";
import { hideToken } from "./sign-in/hide-token";

/** `isRepeated`: the same post came before (a page that retried); nothing was appended. `toBot` has the secrets that the log's copy has not. */
export type OpenedTurn = { activity: Activity; toBot: Activity; turn: number; isRepeated: boolean };

type Opening = { conversation: ActiveConversation; bot: { id: string; name: string }; posted: PostedActivity; from: Persona };

/** Appends an incoming activity and opens its turn, in one transaction. The appended row is the client's echo. Throws what `requireUsable` does. */
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
    if (repeated) return { rows: [], result: toRepeated(repeated) };
    const toBot = toActivity(opening);
    const activity = hideToken(toBot);
    const turn = toOpenTurn(conversation.lastTurn + 1, activity);
    const membership = membershipAfter(activity, bot.id);
    const concerned = [opening.from, ...membership.present].map(({ id: userId }) => ({ channelId: conversation.channelId, userId }));
    if (isAnybodyConcerned()) await requireUsable(concerned);
    conversation.lastTurn = turn.number;
    return {
      rows: [{ turn: turn.number, isIncoming: true, activity, clientActivityId }],
      statements: [
        insertTurn(id, turn),
        ...memberStatements(opening, membership, turn),
        ...meetPeople(conversation, membership.present, turn.startedAt),
      ],
      announce: () => announceOpened(opening, membership, turn),
      result: { activity, toBot, turn: turn.number, isRepeated: false },
    };
  });
}

function toRepeated({ activity, turn }: { activity: Activity; turn: number | null }): OpenedTurn {
  return { activity, toBot: activity, turn: turn ?? 0, isRepeated: true };
}

/** Throws `invalid_activity` when nobody may be meant, or the bot. */
export function whoSpeaks({ members }: ActiveConversation, botId: string, posted: PostedActivity): Persona {
  const [first] = members;
  const id = posted.from?.id ?? first?.id;
  if (id === undefined) throw new HarnessError("invalid_activity", 'Say who speaks: "from": {"id": …}.');
  if (id === botId) throw new HarnessError("invalid_activity", "The bot cannot post to itself; use a person's id in from.id.");
  const known = members.find((member) => member.id === id);
  return { id, name: unlessMasked(posted.from?.name) ?? known?.name ?? id };
}

function toActivity({ conversation, bot, posted, from }: Opening): Activity {
  const { id: conversationId, channelId, locale, timeZone } = conversation;
  return acceptActivity({
    posted,
    from,
    bot,
    channelId,
    conversationId,
    locale,
    timeZone,
    serviceUrl: ownAddress(),
    timestamp: conversation.nextTimestamp(),
  });
}

/** Turns tell in which order people joined. */
function memberStatements({ conversation: { id, members } }: Opening, { present, gone }: Membership, turn: TurnSummary): Sql[] {
  const joined = present.filter(({ id, name }) => members.find((member) => member.id === id)?.name !== name);
  return [
    ...joined.map((person) => upsertMember(id, person, turn.number, turn.startedAt)),
    ...gone.map((userId) => updateMemberLeft(id, userId, turn.startedAt)),
  ];
}

function announceOpened({ conversation: { id, members } }: Opening, { present, gone }: Membership, turn: TurnSummary): void {
  for (const person of present) {
    const place = members.findIndex((member) => member.id === person.id);
    members[place === -1 ? members.length : place] = person;
  }
  const staying = members.filter((member) => !gone.includes(member.id));
  members.splice(0, members.length, ...staying);
  announceTurn(id, turn);
}
