import { db, sql } from "@/lib/db";
import { HarnessError, type PersonIdentity } from "@/lib/model";
import { readIdentities } from "./read-identities";

/** The identities of a person; throws `person_not_found`. */
export async function requirePerson(personId: string): Promise<PersonIdentity[]> {
  const [row] = await (await db()).query(sql`SELECT id FROM person WHERE id = ${personId}`);
  if (!row) throw new HarnessError("person_not_found", "There is nobody at this address. Identities that were linked stand on one page.");
  return (await readIdentities([personId])).get(personId) ?? [];
}
