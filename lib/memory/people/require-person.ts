import { db, sql } from "@/lib/db";
import { notFound, type PersonIdentity } from "@/lib/model";
import { readIdentities } from "./read-identities";

/** The identities of a person; throws `person_not_found`. */
export async function requirePerson(personId: string): Promise<PersonIdentity[]> {
  const [row] = await (await db()).query(sql`SELECT id FROM person WHERE id = ${personId}`);
  if (!row) throw notFound("person_not_found");
  return (await readIdentities([personId])).get(personId) ?? [];
}
