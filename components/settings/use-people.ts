"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import type { PersonaRequest, StoredPersona } from "@/lib/model";
import { joinPeople, type KnownPerson, toPersona } from "./known-person";
import { forgetKeptPersona, keepPersona, listKeptPersonas, replaceKeptPersona } from "./persona-calls";
import { forgetPersona, updatePersona, usePersonas } from "./personas";

const personasKey = ["personas"] as const;
const nobody: StoredPersona[] = [];

type People = {
  people: KnownPerson[];
  /** Why the server's personas are not among them, if so. */
  error: Error | null;
  isLoading: boolean;
  reload: () => Promise<void>;
  /** Keeps a person on the server, in the place of another if one is given. Throws what the server refuses. */
  keep: (persona: PersonaRequest, instead?: KnownPerson) => Promise<void>;
  /** Throws what the server refuses. */
  forget: (person: KnownPerson) => Promise<void>;
};

/** Whom one can speak as: the personas of the server, and those that this browser made up. */
export function usePeople(): People {
  const queries = useQueryClient();
  const madeUp = usePersonas();
  const { data: kept = nobody, error, isLoading } = useQuery({ queryKey: personasKey, queryFn: ({ signal }) => listKeptPersonas(signal) });
  const reload = useCallback(() => queries.invalidateQueries({ queryKey: personasKey }), [queries]);
  const keep = async (persona: PersonaRequest, instead?: KnownPerson) => {
    await (instead?.keptAs ? replaceKeptPersona(instead.keptAs, persona) : keepPersona(persona));
    updatePersona(instead?.userId ?? persona.userId, toPersona(persona));
    await reload();
  };
  const forget = async ({ keptAs, userId }: KnownPerson) => {
    if (keptAs !== null) await forgetKeptPersona(keptAs);
    forgetPersona(userId);
    await reload();
  };
  return { people: joinPeople(kept, madeUp), error, isLoading, reload, keep, forget };
}
