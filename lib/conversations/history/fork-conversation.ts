import { db } from "@/lib/db";
import { noteCopies } from "@/lib/facts";
import { bus } from "@/lib/live";
import {
  type ConversationSummary,
  type ForkedConversation,
  type ForkRequest,
  type Member,
  newConversationId,
  newUserId,
} from "@/lib/model";
import { copyItemsAt } from "@/lib/state";
import { readEndOfTurns, readTurn } from "@/lib/turns";
import { requireConversation } from "../active-conversation";
import { insertConversation, upsertMember } from "../conversation-row";
import { meetPeople } from "../meet-people";
import { requireUsableConversation } from "../require-usable-conversation";
import { waitForTurns } from "../running-turns";
import { findPlaceInTime } from "./state-at";

/**
 * A new conversation that shares its turns up to and with `turn` and goes its own way from there: what is
 * shared is read from the source, state is copied under new ids, and the bot is told nothing. With `user: "copy"` every person gets a new id, so that the futures share no user state either.
 */
export async function forkConversation(conversationId: string, request: ForkRequest & { by: string }): Promise<ForkedConversation> {
  const source = await requireConversation(conversationId);
  await requireUsableConversation(source);
  // What is shared must not change any more.
  await waitForTurns(conversationId, request.turn);
  const place = await findPlaceInTime(conversationId, undefined, { turn: request.turn });
  const forkId = newConversationId();
  const members = source.members.map((member) => ({ ...member, newId: request.user === "copy" ? newUserId() : member.id }));
  const users = new Map(members.map(({ id, newId }) => [id, newId]));
  const items = await copyItemsAt({
    botId: source.botId,
    channelId: source.channelId,
    seq: place.seq,
    renaming: { conversationId: { from: place.conversationId, to: forkId }, users: await usersAsTold(place.conversationId, source, users) },
    by: request.by,
    afterTurn: request.turn,
  });
  const position = await readEndOfTurns(conversationId, request.turn);
  const people = await peopleAt(conversationId, request.turn, members);
  const copies = await copiesOf(source.channelId, members);
  await (await db()).transaction([...conversationRows(source, forkId, people, { turn: request.turn, position }), ...copies, ...items]);
  bus().publish({ type: "conversations" });
  const user = people.find(({ leftAt }) => leftAt === undefined) ?? people[0] ?? { id: "", name: "" };
  return { conversationId: forkId, user: { id: user.id, name: user.name }, url: `/c/${encodeURIComponent(forkId)}` };
}

/** Who has a new id in the fork is marked as a copy, and so goes when they are erased; whoever joins the fork later is nobody's. */
function copiesOf(channelId: string, members: readonly (Member & { newId: string })[]) {
  const renamed = members.filter(({ id, newId }) => newId !== id);
  const toCopy = ({ id, newId }: { id: string; newId: string }) => ({
    copy: { channelId, userId: newId },
    originals: [{ channelId, userId: id }],
  });
  return noteCopies(renamed.map(toCopy), "fork");
}

/** Who left after the fork is still there in it. All are kept: a shared past tells of people by their order. */
async function peopleAt(conversationId: string, turn: number, members: readonly (Member & { newId: string })[]): Promise<Member[]> {
  const at = (await readTurn(conversationId, turn))?.startedAt ?? "";
  return members.map(({ newId, name, leftAt }) => ({ id: newId, name, ...(leftAt !== undefined && leftAt <= at && { leftAt }) }));
}

/** The items may be those of a conversation further up, whose people have other ids and the same order. */
async function usersAsTold(
  conversationId: string,
  source: ConversationSummary,
  users: ReadonlyMap<string, string>,
): Promise<Map<string, string>> {
  const { members } = conversationId === source.conversationId ? source : await requireConversation(conversationId);
  const newIds = source.members.map(({ id }) => users.get(id) ?? id);
  return new Map(members.flatMap(({ id }, index) => (newIds[index] === undefined ? [] : [[id, newIds[index]]])));
}

function conversationRows(
  { botId, channelId, conversationId, locale, timeZone }: ConversationSummary,
  forkId: string,
  people: readonly Member[],
  place: { turn: number; position: number },
) {
  const createdAt = new Date().toISOString();
  const row = { conversationId: forkId, botId, channelId, createdAt, locale, timeZone, forkedFrom: { conversationId, ...place } };
  const joining = people.map((person, position) => upsertMember(forkId, person, position, createdAt));
  return [insertConversation(row), ...joining, ...meetPeople({ botId, channelId }, people, createdAt)];
}
