import { db, encodeText, join, type Sql, sql } from "@/lib/db";
import { recountPerson } from "@/lib/facts";
import { bus } from "@/lib/live";
import { HarnessError, type LinkIdentityRequest, newIdentityLinkId, notFound } from "@/lib/model";
import { requireUsable } from "@/lib/standing";
import { requirePerson } from "./require-person";

/**
 * Says that an identity is this person. Whoever it was until now comes along whole, since that was one human. What is remembered stays
 * where it is: only whose it is taken to be changes. Throws `person_not_found`, `person_linked`, `identity_not_found`
 * and `identity_not_linkable`, and what `requireUsable` does for who would come along.
 */
export async function linkIdentity(personId: string, { by, ...request }: LinkIdentityRequest & { by: string }): Promise<void> {
  await requirePerson(personId);
  const otherId = await requirePersonOf(request.identityId);
  if (otherId === personId) throw new HarnessError("identity_not_linkable", "This identity is this person already.");
  const at = new Date().toISOString();
  const accounts = await requirePerson(otherId);
  // Whoever is linked to a restricted person is restricted with them; who is restricted is not carried on to somebody else.
  await requireUsable(accounts);
  const moved = accounts.map(({ identityId }) => identityId);
  const [ended = 0] = await (await db()).transaction([
    endUnmaskings([personId, otherId], at),
    endLinks(otherId, { by, at }),
    ...moved.map((identityId) => insertLink({ ...request, identityId, personId, by, at })),
    sql`UPDATE identity SET person_id = ${personId} WHERE person_id = ${otherId}`,
    joinTimes(personId, otherId),
    sql`DELETE FROM person WHERE id = ${otherId}`,
    recountPerson(personId),
  ]);
  if (ended > 0) bus().publish({ type: "masking" });
}

async function requirePersonOf(identityId: string): Promise<string> {
  const [row] = await (await db()).query<{ person_id: string }>(sql`SELECT person_id FROM identity WHERE id = ${identityId}`);
  if (!row) throw notFound("identity_not_found");
  return row.person_id;
}

function endLinks(personId: string, { by, at }: { by: string; at: string }): Sql {
  return sql`UPDATE identity_link SET unlinked_by = ${encodeText(by)}, unlinked_at = ${at} WHERE person_id = ${personId} AND unlinked_at IS NULL`;
}

function insertLink({
  identityId,
  personId,
  evidence,
  note,
  by,
  at,
}: LinkIdentityRequest & { personId: string; by: string; at: string }): Sql {
  return sql`INSERT INTO identity_link (id, identity_id, person_id, evidence, note, linked_by, linked_at)
    VALUES (${newIdentityLinkId()}, ${identityId}, ${personId}, ${evidence}, ${encodeText(note)}, ${encodeText(by)}, ${at})`;
}

function joinTimes(personId: string, otherId: string): Sql {
  return sql`UPDATE person SET
      first_seen_at = CASE WHEN other.first_seen_at < person.first_seen_at THEN other.first_seen_at ELSE person.first_seen_at END,
      last_seen_at = CASE WHEN other.last_seen_at > person.last_seen_at THEN other.last_seen_at ELSE person.last_seen_at END
    FROM person other WHERE other.id = ${otherId} AND person.id = ${personId}`;
}

/** Who was given leave to see one of the two has none to see both. */
function endUnmaskings(personIds: readonly string[], at: string): Sql {
  return sql`UPDATE unmasking SET until = ${at} WHERE person_id IN (${join([...personIds])}) AND until > ${at}`;
}
