import { requirePerson } from "@/lib/memory";
import type { PersonIdentity } from "@/lib/model";
import { findReach } from "../erasure/reach/find-reach";

/** The identities of a person, and what copies of their conversations call them: what erasure takes they can have. Throws `person_not_found`. */
export async function listOwnIdentities(personId: string): Promise<PersonIdentity[]> {
  const known = await requirePerson(personId);
  const { accounts } = await findReach(personId);
  const isKnown = new Set(known.map(({ identityId }) => identityId));
  const copies = accounts.filter(({ identityId }) => !isKnown.has(identityId));
  return [...known, ...copies.map(({ names, ...account }) => ({ ...account, name: names[0] ?? "", bots: [] }))];
}
