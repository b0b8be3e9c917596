"use client";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import type { AuditFilter } from "@/lib/model";
import { listAudit } from "./audit-calls";

export const auditKey = ["audit"] as const;

/** The entries that match, page after page, the newest first. */
export function useAuditLog(filter: AuditFilter) {
  const pages = useInfiniteQuery({
    queryKey: [...auditKey, filter],
    queryFn: ({ pageParam, signal }) => listAudit(filter, { cursor: pageParam, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.cursor,
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
  return { ...pages, entries: pages.data?.pages.flatMap(({ entries }) => entries), first: pages.data?.pages[0] };
}
