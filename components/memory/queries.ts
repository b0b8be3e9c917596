"use client";
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ChangeDictionaryRequest, ChangeProcessingRequest, DictionaryScope, DictionaryStatus } from "@/lib/model";
import {
  changeDictionary,
  changeProcessing,
  getNotice,
  getOverview,
  getPath,
  getProcessing,
  getRegister,
  importDictionary,
  listDictionaryChanges,
  listPaths,
} from "./memory-calls";
import { memoryKey, refreshMs } from "./use-dictionaries";

export type PathFilter = { status: DictionaryStatus; scope: DictionaryScope | null };

export const usePaths = (botId: string, filter: PathFilter) =>
  useInfiniteQuery({
    queryKey: [...memoryKey, "paths", botId, filter],
    queryFn: ({ pageParam, signal }) => listPaths(botId, { ...filter, cursor: pageParam, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.cursor,
    placeholderData: (before) => before,
    refetchInterval: refreshMs,
  });

export const usePath = (botId: string, pathId: string) =>
  useQuery({ queryKey: [...memoryKey, "path", botId, pathId], queryFn: ({ signal }) => getPath(botId, pathId, signal) });

export const useDictionaryHistory = (botId: string) =>
  useInfiniteQuery({
    queryKey: [...memoryKey, "history", botId],
    queryFn: ({ pageParam, signal }) => listDictionaryChanges(botId, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.cursor,
  });

export function useDescribe(botId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (changes: ChangeDictionaryRequest["changes"]) => changeDictionary(botId, changes),
    onSettled: () => client.invalidateQueries({ queryKey: memoryKey }),
  });
}

export function useImportDictionary(botId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (file: File) => importDictionary(botId, file),
    onSettled: () => client.invalidateQueries({ queryKey: memoryKey }),
  });
}

export const useOverview = (botId: string, days: number) =>
  useQuery({
    queryKey: [...memoryKey, "overview", botId, days],
    queryFn: ({ signal }) => getOverview(botId, days, signal),
    placeholderData: (before) => before,
  });

export const useNotice = (botId: string) =>
  useQuery({ queryKey: [...memoryKey, "notice", botId], queryFn: ({ signal }) => getNotice(botId, signal) });

export const useRegister = (botId: string) =>
  useQuery({ queryKey: [...memoryKey, "register", botId], queryFn: ({ signal }) => getRegister(botId, signal) });

export const useProcessing = (botId: string) =>
  useQuery({ queryKey: [...memoryKey, "processing", botId], queryFn: ({ signal }) => getProcessing(botId, signal) });

export function useChangeProcessing(botId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: ChangeProcessingRequest) => changeProcessing(botId, body),
    onSettled: () => client.invalidateQueries({ queryKey: memoryKey }),
  });
}
