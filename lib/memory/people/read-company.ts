import { db, decodeText, join, sql } from "@/lib/db";
import { identityIdOf } from "@/lib/facts";
import { maskedText, type OtherPerson, type Sight } from "@/lib/model";

type MemberRow = { conversation_id: string; bot_id: string; channel_id: string; user_id: string; name: string };

export type Companion = OtherPerson & { userId: string; identityId: string };

/** Who is or was in each conversation, by its encoded id; names only as far as the reader may see them. */
export async function readCompany(conversationIds: readonly string[], sight: Sight): Promise<Map<string, Companion[]>> {
  const company = new Map<string, Companion[]>(conversationIds.map((id) => [id, []]));
  if (conversationIds.length === 0) return company;
  const rows = await (await db()).query<MemberRow>(sql`SELECT member.conversation_id, conversation.bot_id, conversation.channel_id,
      member.user_id, member.name
    FROM member JOIN conversation ON conversation.id = member.conversation_id
    WHERE member.conversation_id IN (${join([...company.keys()])}) ORDER BY member.conversation_id, member.position, member.user_id`);
  const persons = await readPersonIds(rows.map(identityOf));
  for (const row of rows) {
    const identityId = identityOf(row);
    const personId = persons.get(identityId) ?? null;
    const name = sight.sees(decodeText(row.bot_id), personId) ? decodeText(row.name) || decodeText(row.user_id) : maskedText;
    company.get(row.conversation_id)?.push({ userId: decodeText(row.user_id), identityId, personId, name });
  }
  return company;
}

function identityOf({ channel_id, user_id }: MemberRow): string {
  return identityIdOf({ channelId: decodeText(channel_id), userId: decodeText(user_id) });
}

/** The people of identities; who was never noted has none. */
async function readPersonIds(identityIds: readonly string[]): Promise<Map<string, string>> {
  if (identityIds.length === 0) return new Map();
  const rows = await (await db()).query<{ id: string; person_id: string }>(
    sql`SELECT id, person_id FROM identity WHERE id IN (${join([...new Set(identityIds)])})`,
  );
  return new Map(rows.map(({ id, person_id }) => [id, person_id]));
}
