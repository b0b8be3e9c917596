import { db, encodeText, type Sql, sql } from "@/lib/db";
import { recountPerson } from "@/lib/facts";
import { HarnessError, notFound, type PersonIdentity } from "@/lib/model";
import { nameKeyOf, renamePerson } from "./rename-person";
import { requirePerson } from "./require-person";

/**
 * Takes a link back: the identity is a person of its own again, with what is remembered of it. The page's own identity cannot be taken
 * away from it. Throws `person_not_found`, `person_linked`, `identity_not_found` and `identity_not_linkable`.
 */
export async function unlinkIdentity(personId: string, { identityId, by }: { identityId: string; by: string }): Promise<void> {
  const identities = await requirePerson(personId);
  const identity = identities.find((one) => one.identityId === identityId);
  if (!identity) throw notFound("identity_not_found");
  if (identityId === personId) {
    throw new HarnessError("identity_not_linkable", "This is the identity that the person began with. Take the others away instead.");
  }
  const at = new Date().toISOString();
  await (await db()).transaction([
    sql`UPDATE identity_link SET unlinked_by = ${encodeText(by)}, unlinked_at = ${at}
      WHERE identity_id = ${identityId} AND person_id = ${personId} AND unlinked_at IS NULL`,
    insertPerson(personId, identity),
    sql`UPDATE identity SET person_id = ${identityId} WHERE id = ${identityId}`,
    recountPerson(identityId),
    recountPerson(personId),
    ...(await renamePerson(identityId, [identity])),
    ...(await renamePerson(
      personId,
      identities.filter((one) => one !== identity),
    )),
  ]);
}

/** Since when somebody is known is told by their conversations; without any, by those of whom they were taken for. */
function insertPerson(personId: string, { identityId, name, channelId, userId }: PersonIdentity): Sql {
  const firstSeen = sql`(SELECT min(member.joined_at) FROM member JOIN conversation ON conversation.id = member.conversation_id
    WHERE member.user_id = ${encodeText(userId)} AND conversation.channel_id = ${encodeText(channelId)})`;
  return sql`INSERT INTO person (id, name, name_key, first_seen_at, last_seen_at, facts, bytes)
    SELECT ${identityId}, ${encodeText(name)}, ${nameKeyOf(name)}, COALESCE(${firstSeen}, first_seen_at), last_seen_at, 0, 0
    FROM person WHERE id = ${personId}`;
}
