import { describePeople } from "@/lib/memory";
import type { CasePerson, PersonSummary, Sight } from "@/lib/model";

/** The people of cases, by id, as far as the reader may see who they are. Who was erased is not among them. */
export async function describeCasePeople(personIds: readonly string[], sight: Sight): Promise<Map<string, CasePerson>> {
  const people = await describePeople([...new Set(personIds)], sight);
  return new Map(people.map((person) => [person.personId, toCasePerson(person)]));
}

export async function describeCasePerson(personId: string | null, sight: Sight): Promise<CasePerson | null> {
  return personId === null ? null : ((await describeCasePeople([personId], sight)).get(personId) ?? null);
}

function toCasePerson({ personId, name, isMasked, identities }: PersonSummary): CasePerson {
  const accounts = identities.map(({ channelId, userId, bots }) => ({ channelId, userId, bots }));
  return { personId, name, isMasked, accounts };
}
