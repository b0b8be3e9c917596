import { db, sql } from "@/lib/db";
import { HarnessError, maskedText, type PersonDetail, type Sight } from "@/lib/model";
import { describePeople } from "./describe-people";
import { readConversations } from "./read-conversations";
import { readLinks } from "./read-links";
import { requirePerson } from "./require-person";

/** One person: who they are on which channel, and where what is remembered of them stands. Throws `person_not_found`. */
export async function readPerson(personId: string, sight: Sight): Promise<PersonDetail> {
  const identities = await requirePerson(personId);
  const [summaries, counts, links] = await Promise.all([describePeople([personId], sight), countByScope(personId), readLinks(personId)]);
  const [summary] = summaries;
  if (!summary) throw new HarnessError("person_not_found", "There is nobody at this address any more.");
  const conversationList = await readConversations({ personId, identities }, sight);
  return {
    ...summary,
    ...counts,
    conversationList,
    links: summary.isMasked ? links.map((link) => ({ ...link, note: maskedText })) : links,
  };
}

async function countByScope(personId: string): Promise<Pick<PersonDetail, "shared" | "private">> {
  const rows = await (await db()).query<{ is_shared: number; n: number }>(sql`
    SELECT CASE WHEN item.scope = 'conversation' THEN 1 ELSE 0 END AS is_shared, count(*) AS n
    FROM identity JOIN fact ON fact.identity_id = identity.id JOIN store_item item ON item.id = fact.item_id
    WHERE identity.person_id = ${personId} GROUP BY 1`);
  const countOf = (isShared: number) => rows.find((row) => row.is_shared === isShared)?.n ?? 0;
  return { shared: countOf(1), private: countOf(0) };
}
