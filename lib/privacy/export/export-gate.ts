import { db, sql } from "@/lib/db";
import { HarnessError, type PersonIdentity } from "@/lib/model";
import { standingOf } from "@/lib/standing";

/** Held while a file is made of somebody, and while they are erased: no file may hold what was read before and is written after it. */
export const exportGate = (identityId: string): string => `export ${identityId}`;

/** Throws `person_being_erased`: their gate would open to nothing. */
export async function requireNotBeingErased(identities: readonly PersonIdentity[]): Promise<void> {
  for (const account of identities) {
    if ((await standingOf(account)).isBeingErased)
      throw new HarnessError("person_being_erased", "This person's data is being deleted. No file is made of it.");
  }
}

/** Throws `case_state_conflict` once the case is about nobody any more, or about somebody else. */
export async function requireSamePerson(number: string, personId: string): Promise<void> {
  const [row] = await (await db()).query<{ person_id: string | null }>(sql`SELECT person_id FROM privacy_request WHERE number = ${number}`);
  if (row?.person_id !== personId)
    throw new HarnessError("case_state_conflict", "This person was erased while the file was made. It was thrown away.");
}
