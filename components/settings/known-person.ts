import type { Persona, PersonaRequest, StoredPersona } from "@/lib/model";

/** Somebody to speak as. `keptAs` is the id of the persona on the server; null for whom only this browser knows. */
export type KnownPerson = PersonaRequest & { keptAs: string | null };

function toKnownPerson({ id, createdAt: _, ...persona }: StoredPersona): KnownPerson {
  return { ...persona, keptAs: id };
}

export function asKnown({ id, name, locale }: Persona): KnownPerson {
  return { userId: id, name, locale: locale ?? null, channelId: null, snapshotId: null, keptAs: null };
}

export function toRequest({ keptAs: _, ...persona }: KnownPerson): PersonaRequest {
  return persona;
}

export function toPersona({ userId, name, locale }: PersonaRequest): Persona {
  return locale === null ? { id: userId, name } : { id: userId, name, locale };
}

/** Those kept on the server first; nobody twice. */
export function joinPeople(kept: readonly StoredPersona[], madeUp: readonly Persona[]): KnownPerson[] {
  const known = new Set(kept.map(({ userId }) => userId));
  return [...kept.map(toKnownPerson), ...madeUp.filter(({ id }) => !known.has(id)).map(asKnown)];
}
