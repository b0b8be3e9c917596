"use client";
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type {
  ChangeCaseRequest,
  ExportRequest,
  ExtendCaseRequest,
  IdentifyRequest,
  ListCasesRequest,
  PauseCaseRequest,
  RecipientRequest,
  RefuseCaseRequest,
} from "@/lib/model";
import {
  changeCase,
  extendCase,
  getCase,
  identifyPerson,
  listCases,
  makeExport,
  openCase,
  pauseCase,
  putRecipient,
  refuseCase,
  sendCode,
} from "./case-calls";

/** All that is shown of cases is read again when one was changed here. */
export const casesKey = ["privacy", "cases"] as const;

/** Cases page after page; while another part is read, the last answer stays. */
export function useCases(query: Omit<ListCasesRequest, "cursor">) {
  const pages = useInfiniteQuery({
    queryKey: [...casesKey, query],
    queryFn: ({ pageParam, signal }) => listCases({ ...query, ...(pageParam !== null && { cursor: pageParam }) }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.cursor,
    placeholderData: (before) => before,
    staleTime: 0,
  });
  return { ...pages, cases: pages.data?.pages.flatMap(({ cases }) => cases), counts: pages.data?.pages[0]?.counts };
}

export const useCase = (number: string) =>
  useQuery({ queryKey: [...casesKey, number], queryFn: ({ signal }) => getCase(number, signal), staleTime: 0 });

export function useOpenCase() {
  const queries = useQueryClient();
  return useMutation({ mutationFn: openCase, onSettled: () => queries.invalidateQueries({ queryKey: casesKey }) });
}

/** What can be done with a case; also a step that was refused shows the case as it is now. */
export function useCaseChanges(number: string) {
  const queries = useQueryClient();
  const onSettled = () => queries.invalidateQueries({ queryKey: casesKey });
  return {
    change: useMutation({ mutationFn: (body: ChangeCaseRequest) => changeCase(number, body), onSettled }),
    refuse: useMutation({ mutationFn: (body: RefuseCaseRequest) => refuseCase(number, body), onSettled }),
    extend: useMutation({ mutationFn: (body: ExtendCaseRequest) => extendCase(number, body), onSettled }),
    pause: useMutation({ mutationFn: (body: PauseCaseRequest) => pauseCase(number, body), onSettled }),
    sendCode: useMutation({ mutationFn: () => sendCode(number), onSettled }),
    identify: useMutation({ mutationFn: (body: IdentifyRequest) => identifyPerson(number, body), onSettled }),
    putRecipient: useMutation({ mutationFn: (body: Partial<RecipientRequest>) => putRecipient(number, body), onSettled }),
    makeExport: useMutation({ mutationFn: (body: Partial<ExportRequest>) => makeExport(number, body), onSettled }),
  };
}

export type CaseChanges = ReturnType<typeof useCaseChanges>;
