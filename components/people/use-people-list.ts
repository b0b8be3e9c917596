"use client";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import type { PersonSort } from "@/lib/model";
import { findPeople, type PeopleQuery } from "./person-calls";

/** What the list is asked for. Kept in the page alone: it may name people. */
export type ListedPeople = { query: string; sort: PersonSort; botId: string; channelId: string; seenDays: string };

export const everybody: ListedPeople = { query: "", sort: "last-seen", botId: "", channelId: "", seenDays: "" };

const typingMs = 250;
const dayMs = 86_400_000;

export const peopleKey = ["people"] as const;

/** The people that match, page after page; while somebody types, the last answer stays. */
export function usePeopleList(listed: ListedPeople) {
  const query = useSettled(listed.query.trim(), typingMs);
  const wanted = useMemo(() => toQuery({ ...listed, query }), [listed, query]);
  const pages = useInfiniteQuery({
    queryKey: [...peopleKey, wanted],
    queryFn: ({ pageParam, signal }) => findPeople(wanted, { cursor: pageParam, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.cursor,
    placeholderData: keepPreviousData,
    // A page that is left and come back to asks again: people talk meanwhile.
    staleTime: 0,
  });
  return { ...pages, people: pages.data?.pages.flatMap(({ people }) => people), first: pages.data?.pages[0] };
}

function toQuery({ query, sort, botId, channelId, seenDays }: ListedPeople): PeopleQuery {
  // By the hour, so that the same choice is the same question for a while.
  const hour = Math.floor(Date.now() / 3_600_000) * 3_600_000;
  return {
    sort,
    ...(query && { query }),
    ...(botId && { botId }),
    ...(channelId && { channelId }),
    ...(seenDays && { seenSince: new Date(hour - Number(seenDays) * dayMs).toISOString() }),
  };
}

/** A value once it has stayed the same for a while. */
function useSettled(value: string, delayMs: number): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), delayMs);
    return () => clearTimeout(timer);
  }, [value, delayMs]);
  return settled;
}
