import { db, sql } from "@/lib/db";
import { type IdentityLink, maskedText, notFound, type PersonDetail, type PersonSummary, type Sight } from "@/lib/model";
import { describePeople } from "./describe-people";
import { isKnownBot } from "./known-people";
import { readConversations } from "./read-conversations";
import { readLinks } from "./read-links";
import { findPerson } from "./require-person";

/** The person at an address: who they are on which channel, and where what is remembered of them stands. Throws `person_not_found`. */
export async function readPerson(address: string, sight: Sight): Promise<PersonDetail> {
  const { personId, identities } = await findPerson(address);
  const [summaries, counts, links] = await Promise.all([
    describePeople([personId], sight),
    countByScope(personId, sight),
    readLinks(personId),
  ]);
  const [summary] = summaries;
  if (!summary) throw notFound("person_not_found");
  const conversationList = await readConversations({ personId, identities }, sight);
  return {
    ...summary,
    ...counts,
    conversationList,
    links: linksOf(summary, { links, sight }),
  };
}

/** Of accounts that the reader may know of. */
function linksOf(
  { identities, isMasked }: PersonSummary,
  { links, sight }: { links: readonly IdentityLink[]; sight: Sight },
): IdentityLink[] {
  const isShown = ({ identityId }: IdentityLink) => sight.unknownBots.size === 0 || identities.some((one) => one.identityId === identityId);
  return links.filter(isShown).map((link) => (isMasked ? { ...link, note: maskedText } : link));
}

type Counts = Pick<PersonDetail, "shared" | "private" | "inDialogs" | "sharedInDialogs">;

type CountRow = { n: number; shared: number | null; in_dialogs: number | null; shared_in_dialogs: number | null };

async function countByScope(personId: string, sight: Sight): Promise<Counts> {
  const [row] = await (await db()).query<CountRow>(sql`SELECT count(*) AS n,
      sum(CASE WHEN item.scope = 'conversation' THEN 1 ELSE 0 END) AS shared, sum(CASE WHEN path.scope = 'dialog' THEN 1 ELSE 0 END) AS in_dialogs,
      sum(CASE WHEN path.scope = 'dialog' AND item.scope = 'conversation' THEN 1 ELSE 0 END) AS shared_in_dialogs
    FROM identity JOIN fact ON fact.identity_id = identity.id JOIN store_item item ON item.id = fact.item_id
      JOIN dictionary_path path ON path.id = fact.path_id
    WHERE identity.person_id = ${personId} AND ${isKnownBot(sql`path.bot_id`, sight)}`);
  const shared = row?.shared ?? 0;
  return { shared, private: (row?.n ?? 0) - shared, inDialogs: row?.in_dialogs ?? 0, sharedInDialogs: row?.shared_in_dialogs ?? 0 };
}
