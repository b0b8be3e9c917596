"use client";
import * as z from "zod";
import { newUserId, type Persona } from "@/lib/model";
import { createStoredValue, useStoredValue } from "./stored-value";

const personaList = z.array(z.object({ id: z.string().min(1).max(500), name: z.string().max(500), locale: z.string().optional() }));

const none: Persona[] = [];
const personas = createStoredValue<Persona[]>("turnscope:personas", personaList, none);
const currentId = createStoredValue<string | null>("turnscope:persona", z.string().nullable(), null);

const names = ["Ann", "Bo", "Cleo", "Dag", "Eva", "Finn", "Gül", "Hana", "Ivo", "Jun", "Kim", "Lou", "Mia", "Noor", "Ole", "Pia"];

/** The first short name nobody has yet; ids are random, so that two testers on one server stay two people. */
export function inventPersona(taken: readonly Persona[]): Persona {
  const free = names.find((name) => taken.every((persona) => persona.name !== name));
  return { id: newUserId(), name: free ?? `User ${taken.length + 1}` };
}

/** Whom this browser made up or spoke as; empty until the first one is needed. */
export const usePersonas = (): Persona[] => useStoredValue(personas, none);

export const listPersonas = (): Persona[] => personas.get();

function rememberPersona(persona: Persona): void {
  const list = personas.get();
  const isKnown = list.some((known) => known.id === persona.id);
  personas.set(isKnown ? list.map((known) => (known.id === persona.id ? persona : known)) : [...list, persona]);
}

/** Follows a change of somebody this browser has spoken as; anybody else stays unknown here. */
export function updatePersona(id: string, persona: Persona): void {
  personas.set(personas.get().map((known) => (known.id === id ? persona : known)));
  if (currentId.get() === id) currentId.set(persona.id);
}

export function forgetPersona(id: string): void {
  personas.set(personas.get().filter((persona) => persona.id !== id));
  if (currentId.get() === id) currentId.set(null);
}

export function choosePersona(persona: Persona): void {
  rememberPersona(persona);
  currentId.set(persona.id);
}

/** Who the tester was last; on a first visit two people are made up, since some bots are for several. */
export function currentPersona(): Persona {
  const list = personas.get();
  const known = list.find((persona) => persona.id === currentId.get()) ?? list[0];
  if (known) return known;
  const first = inventPersona([]);
  for (const persona of [first, inventPersona([first])]) rememberPersona(persona);
  currentId.set(first.id);
  return first;
}

/** A person never seen before, named unlike those who are `present`; remembered once a conversation has started as them. */
export function createPersona(present: readonly Persona[]): Persona {
  return inventPersona([...personas.get(), ...present]);
}
