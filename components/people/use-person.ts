"use client";
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { currentPersona } from "@/components/settings/personas";
import type { ChangeFactNote, LinkIdentityRequest, NewFactNote } from "@/lib/model";
import {
  addFactNote,
  changeFactNote,
  getFactHistory,
  getPerson,
  linkIdentity,
  listFactNotes,
  listPersonFacts,
  unlinkIdentity,
} from "./person-calls";
import { peopleKey } from "./use-people-list";

/** All that is shown of one person is read again when something about them was changed here. */
const personKey = (personId: string) => [...peopleKey, personId] as const;

export const usePerson = (personId: string) =>
  useQuery({ queryKey: personKey(personId), queryFn: ({ signal }) => getPerson(personId, signal), staleTime: 0 });

export function usePersonFacts(personId: string, of: "state" | "dialogs", isWanted = true) {
  const pages = useInfiniteQuery({
    queryKey: [...personKey(personId), "facts", of],
    queryFn: ({ pageParam, signal }) => listPersonFacts(personId, { of, cursor: pageParam, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.cursor,
    enabled: isWanted,
    staleTime: 0,
  });
  return { ...pages, facts: pages.data?.pages.flatMap(({ facts }) => facts) };
}

export const useFactHistory = (personId: string, factId: number) =>
  useQuery({
    queryKey: [...personKey(personId), "history", factId],
    queryFn: ({ signal }) => getFactHistory(personId, factId, signal),
    staleTime: 0,
  });

export const useFactNotes = (personId: string) =>
  useQuery({ queryKey: [...personKey(personId), "notes"], queryFn: ({ signal }) => listFactNotes(personId, signal), staleTime: 0 });

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
