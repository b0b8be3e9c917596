"use client";
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { listSnapshots } from "./snapshot-calls";

const snapshotsKey = ["snapshots"] as const;

/** All snapshots of this server, the newest first, a page at a time. */
export function useSnapshots() {
  const query = useInfiniteQuery({
    queryKey: snapshotsKey,
    queryFn: ({ pageParam, signal }) => listSnapshots(pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.cursor,
  });
  return { ...query, snapshots: query.data?.pages.flatMap((page) => page.snapshots) };
}

/** Reads the list again, after a snapshot came or went. */
export function useReloadSnapshots(): () => void {
  const queries = useQueryClient();
  return useCallback(() => void queries.invalidateQueries({ queryKey: snapshotsKey }), [queries]);
}
