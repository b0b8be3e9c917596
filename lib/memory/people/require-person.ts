import { db, sql } from "@/lib/db";
import { HarnessError, notFound, type PersonIdentity } from "@/lib/model";
import { readIdentities } from "./read-identities";

/** Who somebody is now, and which identities are theirs. */
export type KnownPerson = { personId: string; identities: PersonIdentity[] };

/**
 * The person at an address. A person has the id of the identity that they began with, so the address of somebody who was linked to another
 * leads to that other one, and to themselves again when the link is taken back. Throws `person_not_found`.
 */
export async function findPerson(address: string): Promise<KnownPerson> {
  const [row] = await (await db()).query<{ person_id: string }>(sql`SELECT person_id FROM identity WHERE id = ${address}`);
  if (!row) throw notFound("person_not_found");
  return { personId: row.person_id, identities: (await readIdentities([row.person_id])).get(row.person_id) ?? [] };
}

/**
 * The identities of a person, for what changes something: whoever was linked to another must be addressed as that one, so that nothing is
 * done to two people in the belief that they are one. Throws `person_not_found` and `person_linked`.
 */
export async function requirePerson(personId: string): Promise<PersonIdentity[]> {
  const person = await findPerson(personId);
  if (person.personId === personId) return person.identities;
  throw new HarnessError("person_linked", "This person was linked to another, whose id is `personId`. Ask for that one.", {
    details: { personId: person.personId },
  });
}
