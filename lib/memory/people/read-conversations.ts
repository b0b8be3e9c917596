import { db, decodeText, type Sql, sql } from "@/lib/db";
import type { PersonConversation, PersonIdentity, Sight } from "@/lib/model";
import { isKnownBot } from "./known-people";
import { readCompany } from "./read-company";

const maxConversations = 100;

type ConversationRow = {
  id: string;
  bot_id: string;
  channel_id: string;
  last_activity_at: string;
  turn_count: number | null;
  facts: number;
  shared: number;
};

/** The conversations that a person is or was in, the newest first. */
export async function readConversations(
  { personId, identities }: { personId: string; identities: readonly PersonIdentity[] },
  sight: Sight,
): Promise<PersonConversation[]> {
  const rows = await (await db()).query<ConversationRow>(sql`SELECT conversation.id, conversation.bot_id, conversation.channel_id,
      conversation.last_activity_at,
      COALESCE((SELECT max(number) FROM turn WHERE turn.conversation_id = conversation.id), conversation.forked_at_turn) AS turn_count,
      (SELECT count(*) ${keptThere(personId)}) AS facts,
      (SELECT count(*) ${keptThere(personId)} AND item.scope = 'conversation') AS shared
    FROM identity JOIN member ON member.user_id = identity.user_id
      JOIN conversation ON conversation.id = member.conversation_id AND conversation.channel_id = identity.channel_id
    WHERE identity.person_id = ${personId} AND ${isKnownBot(sql`conversation.bot_id`, sight)}
    ORDER BY conversation.last_activity_at DESC, conversation.id LIMIT ${maxConversations}`);
  const company = await readCompany(
    rows.map(({ id }) => id),
    sight,
  );
  const own = new Set(identities.map(({ identityId }) => identityId));
  return rows.map((row) => ({
    conversationId: decodeText(row.id),
    botId: decodeText(row.bot_id),
    channelId: decodeText(row.channel_id),
    lastActivityAt: row.last_activity_at,
    turnCount: row.turn_count ?? 0,
    facts: row.facts,
    shared: row.shared,
    others: (company.get(row.id) ?? [])
      .filter(({ identityId }) => !own.has(identityId))
      .map(({ personId: id, name }) => ({ personId: id, name })),
  }));
}

/** The facts of a person in state of the conversation that a row is of. */
function keptThere(personId: string): Sql {
  return sql`FROM store_item item JOIN fact ON fact.item_id = item.id JOIN identity own ON own.id = fact.identity_id
    WHERE item.bot_id = conversation.bot_id AND item.conversation_id = conversation.id AND own.person_id = ${personId}`;
}
