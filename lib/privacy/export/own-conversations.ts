import { db, decodeText, encodeText, join, type Sql, sql } from "@/lib/db";
import type { PersonIdentity } from "@/lib/model";
import { type Redactor, redactorOf } from "../erasure/words/redactor";
import { namesOf } from "./names-of";

/** Somebody else in a conversation, what they are called in what the person gets, and what of them is hidden there. */
export type Participant = { userId: string; name: string; label: string; mentions: Redactor };

/** A conversation that the person is or was in. `others` are all people who ever were there besides. */
export type OwnConversation = {
  id: string;
  botId: string;
  channelId: string;
  createdAt: string;
  lastActivityAt: string;
  joinedAt: string;
  ownIds: ReadonlySet<string>;
  others: readonly Participant[];
};

type Row = {
  id: string;
  bot_id: string;
  channel_id: string;
  created_at: string;
  last_activity_at: string;
  user_id: string;
  name: string;
  joined_at: string;
};

/** Every conversation of a person, the oldest first. */
export async function readOwnConversations(identities: readonly PersonIdentity[]): Promise<OwnConversation[]> {
  if (identities.length === 0) return [];
  const accounts = new Set(identities.map(accountKey));
  const rows = await (
    await db()
  ).query<Row>(sql`SELECT conversation.id, conversation.bot_id, conversation.channel_id, conversation.created_at,
      conversation.last_activity_at, everyone.user_id, everyone.name, everyone.joined_at
    FROM conversation JOIN member everyone ON everyone.conversation_id = conversation.id
    WHERE conversation.id IN (SELECT member.conversation_id FROM member JOIN conversation own ON own.id = member.conversation_id
      WHERE ${isOneOf(identities)})
    ORDER BY conversation.created_at, conversation.id, everyone.position, everyone.user_id`);
  return [...groupRows(rows).values()].map((those) => toConversation(those, accounts));
}

function isOneOf(identities: readonly PersonIdentity[]): Sql {
  const each = identities.map(
    ({ channelId, userId }) => sql`(member.user_id = ${encodeText(userId)} AND own.channel_id = ${encodeText(channelId)})`,
  );
  return join(each, " OR ");
}

function groupRows(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.id);
    if (group) group.push(row);
    else groups.set(row.id, [row]);
  }
  return groups;
}

function toConversation(rows: readonly Row[], accounts: ReadonlySet<string>): OwnConversation {
  const [first] = rows;
  if (!first) throw new Error("A conversation of somebody has members.");
  const people = rows.map((row, index) => ({ ...row, userId: decodeText(row.user_id), label: `[participant ${index + 1}]` }));
  const isOwn = ({ userId }: { userId: string }) => accounts.has(accountKey({ channelId: decodeText(first.channel_id), userId }));
  return {
    id: decodeText(first.id),
    botId: decodeText(first.bot_id),
    channelId: decodeText(first.channel_id),
    createdAt: first.created_at,
    lastActivityAt: first.last_activity_at,
    joinedAt: people.find(isOwn)?.joined_at ?? first.created_at,
    ownIds: new Set(people.filter(isOwn).map(({ userId }) => userId)),
    others: people.filter((one) => !isOwn(one)).map(({ userId, name, label }) => toParticipant({ userId, name: decodeText(name), label })),
  };
}

function toParticipant(one: Omit<Participant, "mentions">): Participant {
  return { ...one, mentions: redactorOf(namesOf(one.name)) };
}

function accountKey({ channelId, userId }: { channelId: string; userId: string }): string {
  return JSON.stringify([channelId, userId]);
}
