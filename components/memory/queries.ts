"use client";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { DictionaryScope, DictionaryStatus } from "@/lib/model";
import { listDictionaries, listPaths } from "./memory-calls";

/** All that is known of memory is read again when somebody has described a part of it. */
export const memoryKey = ["memory"] as const;

const refreshMs = 30_000;

/** How much of each bot's memory is described; bots write new paths at any time, so it is asked again. */
export const useDictionaries = () =>
  useQuery({ queryKey: [...memoryKey, "dictionaries"], queryFn: ({ signal }) => listDictionaries(signal), refetchInterval: refreshMs });

export const usePaths = (botId: string, filter: { status: DictionaryStatus; scope: DictionaryScope | null }) =>
  useInfiniteQuery({
    queryKey: [...memoryKey, "paths", botId, filter],
    queryFn: ({ pageParam, signal }) => listPaths(botId, { ...filter, cursor: pageParam, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.cursor,
    placeholderData: (before) => before,
  });
