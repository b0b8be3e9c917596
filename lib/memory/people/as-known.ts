import { db, decodeText, sql } from "@/lib/db";
import { identityIdOf } from "@/lib/facts";
import type { PersonIdentity, Sight } from "@/lib/model";
import { isKnownBot } from "./known-people";

/** What a person is to bots that the reader may know of, where others have met them too. */
export type KnownPart = {
  identities: PersonIdentity[];
  name: string;
  first_seen_at: string;
  last_seen_at: string;
  conversations: number;
  facts: number;
  bytes: number;
  oldest_at: string | null;
  open_notes: number;
};

/** Null for whom only bots have met that the reader may know of: what is kept about them may be told as it is. */
export async function readKnownPart(personId: string, identities: readonly PersonIdentity[], sight: Sight): Promise<KnownPart | null> {
  if (!identities.some(({ bots }) => bots.some((botId) => sight.unknownBots.has(botId)))) return null;
  const [names, counts, times] = await Promise.all([readNames(personId, sight), countFacts(personId, sight), readTimes(personId, sight)]);
  const known = identities.flatMap((identity) => {
    const bots = identity.bots.filter((botId) => !sight.unknownBots.has(botId));
    return bots.length === 0 ? [] : [{ ...identity, bots, name: names.get(identity.identityId) ?? identity.userId }];
  });
  return { identities: known, name: known[0]?.name ?? "", ...times, ...counts };
}

type MemberRow = { channel_id: string; user_id: string; name: string };

/** What somebody was called in conversations of which the reader may know, the last name of each account. */
async function readNames(personId: string, sight: Sight): Promise<Map<string, string>> {
  const rows = await (await db()).query<MemberRow>(sql`SELECT conversation.channel_id, member.user_id, member.name
    FROM identity JOIN member ON member.user_id = identity.user_id
      JOIN conversation ON conversation.id = member.conversation_id AND conversation.channel_id = identity.channel_id
    WHERE identity.person_id = ${personId} AND ${isKnownBot(sql`conversation.bot_id`, sight)}
    ORDER BY conversation.last_activity_at, conversation.id`);
  const idOf = ({ channel_id, user_id }: MemberRow) => identityIdOf({ channelId: decodeText(channel_id), userId: decodeText(user_id) });
  return new Map(rows.filter(({ name }) => name !== "").map((row) => [idOf(row), decodeText(row.name)]));
}

type Counts = Pick<KnownPart, "facts" | "bytes" | "oldest_at" | "open_notes">;

async function countFacts(personId: string, sight: Sight): Promise<Counts> {
  const database = await db();
  const [row] = await database.query<Counts>(sql`SELECT count(fact.id) AS facts, COALESCE(sum(octet_length(fact.value)), 0) AS bytes,
      (SELECT at FROM state_write WHERE state_write.seq = min(fact.write_seq)) AS oldest_at,
      (SELECT count(*) FROM identity own JOIN fact_note ON fact_note.identity_id = own.id
        WHERE own.person_id = ${personId} AND fact_note.resolved_at IS NULL AND ${isKnownBot(sql`fact_note.bot_id`, sight)}) AS open_notes
    FROM identity JOIN fact ON fact.identity_id = identity.id JOIN dictionary_path path ON path.id = fact.path_id
    WHERE identity.person_id = ${personId} AND ${isKnownBot(sql`path.bot_id`, sight)}`);
  return row ?? { facts: 0, bytes: 0, oldest_at: null, open_notes: 0 };
}

type Times = Pick<KnownPart, "first_seen_at" | "last_seen_at" | "conversations">;

async function readTimes(personId: string, sight: Sight): Promise<Times> {
  const database = await db();
  const [[seen], [met]] = await Promise.all([
    database.query<{ last: string | null }>(sql`SELECT max(acquaintance.last_seen_at) AS last
      FROM identity JOIN acquaintance ON acquaintance.identity_id = identity.id
      WHERE identity.person_id = ${personId} AND ${isKnownBot(sql`acquaintance.bot_id`, sight)}`),
    database.query<{ first: string | null; n: number }>(sql`SELECT min(member.joined_at) AS first, count(*) AS n
      FROM identity JOIN member ON member.user_id = identity.user_id
        JOIN conversation ON conversation.id = member.conversation_id AND conversation.channel_id = identity.channel_id
      WHERE identity.person_id = ${personId} AND ${isKnownBot(sql`conversation.bot_id`, sight)}`),
  ]);
  const last = seen?.last ?? "";
  return { first_seen_at: met?.first ?? last, last_seen_at: last, conversations: met?.n ?? 0 };
}
