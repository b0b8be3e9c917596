"use client";
import { useQuery } from "@tanstack/react-query";
import { request } from "@/components/api/request";
import { useIsHydrated } from "@/components/ui/use-is-hydrated";
import { dictionaryList } from "@/lib/model";

/** All that is known of memory is read again when somebody has described a part of it. */
export const memoryKey = ["memory"] as const;

export const refreshMs = 30_000;

/** How much of each bot's memory is described, for every page; bots write new paths at any time, so it is asked again. */
export function useDictionaries() {
  const isHydrated = useIsHydrated();
  const { data, error, refetch } = useQuery({
    queryKey: [...memoryKey, "dictionaries"],
    queryFn: ({ signal }) => request("/api/dictionaries", { signal, answer: dictionaryList }),
    refetchInterval: refreshMs,
  });
  return { data: isHydrated ? data : undefined, error, refetch };
}
