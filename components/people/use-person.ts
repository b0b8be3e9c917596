"use client";
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { currentPersona } from "@/components/settings/personas";
import type { ChangeFactNote, LinkIdentityRequest, NewFactNote, PersonDetail } from "@/lib/model";
import {
  addFactNote,
  changeFactNote,
  type FactPart,
  getFactHistory,
  getPerson,
  getPersonTranscript,
  linkIdentity,
  listFactNotes,
  listNamedItems,
  listPersonFacts,
  unlinkIdentity,
} from "./person-calls";
import { peopleKey } from "./use-people-list";

/** All that is shown of one person is read again when something about them was changed here. */
const personKey = (personId: string) => [...peopleKey, personId] as const;

/** The person at an address, who has another one if they were linked to somebody: that is believed of fresh answers only, since links are taken back. */
export function usePerson(address: string) {
  const queryFn = ({ signal }: { signal: AbortSignal }) => getPerson(address, signal);
  const { data, isFetchedAfterMount, ...query } = useQuery({ queryKey: personKey(address), queryFn, staleTime: 0 });
  return { ...query, data: isFetchedAfterMount || data?.personId === address ? data : undefined };
}

/** Keeps somebody who was read under another address, so that their page has them at once. */
export function useSetPerson(): (person: PersonDetail) => void {
  const queries = useQueryClient();
  return useCallback((person) => void queries.setQueryData(personKey(person.personId), person), [queries]);
}

export function usePersonFacts(personId: string, part: FactPart, isWanted = true) {
  const pages = useInfiniteQuery({
    queryKey: [...personKey(personId), "facts", part],
    queryFn: ({ pageParam, signal }) => listPersonFacts(personId, { ...part, cursor: pageParam, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.cursor,
    enabled: isWanted,
    staleTime: 0,
  });
  return { ...pages, facts: pages.data?.pages.flatMap(({ facts }) => facts) };
}

/** What was said, oldest first; earlier pages are fetched when asked for. */
export function useTranscript(personId: string, conversationId: string) {
  const pages = useInfiniteQuery({
    queryKey: [...personKey(personId), "transcript", conversationId],
    queryFn: ({ pageParam, signal }) => getPersonTranscript(personId, { conversationId, before: pageParam, signal }),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.before,
    staleTime: 0,
  });
  return { ...pages, lines: pages.data?.pages.toReversed().flatMap(({ lines }) => lines) };
}

export const useFactHistory = (personId: string, factId: number) =>
  useQuery({
    queryKey: [...personKey(personId), "history", factId],
    queryFn: ({ signal }) => getFactHistory(personId, factId, signal),
    staleTime: 0,
  });

export const useFactNotes = (personId: string) =>
  useQuery({ queryKey: [...personKey(personId), "notes"], queryFn: ({ signal }) => listFactNotes(personId, signal), staleTime: 0 });

export const useNamedItems = (personId: string) =>
  useQuery({ queryKey: [...personKey(personId), "named"], queryFn: ({ signal }) => listNamedItems(personId, signal), staleTime: 0 });

/** What can be done on a person's page, under the name of whoever sits at it. */
export function usePersonChanges(personId: string) {
  const queries = useQueryClient();
  const onSettled = () => queries.invalidateQueries({ queryKey: peopleKey });
  const by = () => currentPersona().name;
  return {
    link: useMutation({ mutationFn: (body: LinkIdentityRequest) => linkIdentity(personId, body, by()), onSettled }),
    unlink: useMutation({ mutationFn: (identityId: string) => unlinkIdentity(personId, identityId, by()), onSettled }),
    addNote: useMutation({ mutationFn: (body: NewFactNote) => addFactNote(personId, body, by()), onSettled }),
    changeNote: useMutation({
      mutationFn: ({ noteId, ...body }: ChangeFactNote & { noteId: string }) => changeFactNote(personId, noteId, body, by()),
      onSettled,
    }),
  };
}
