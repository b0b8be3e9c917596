"use client";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { acceptFinding, type FindingFilter, listFindings, reopenFinding } from "./finding-calls";

/** Below the key of all that is known of memory: who describes a path mends findings. */
const findingsKey = ["memory", "findings"] as const;

export const useFindings = (botId: string, filter: FindingFilter) =>
  useInfiniteQuery({
    queryKey: [...findingsKey, botId, filter],
    queryFn: ({ pageParam, signal }) => listFindings(botId, { ...filter, cursor: pageParam, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.cursor,
    placeholderData: (before) => before,
  });

/** A reason accepts the finding; null takes the acceptance back. */
export function useJudge(botId: string, id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (reason: string | null) => (reason === null ? reopenFinding(botId, id) : acceptFinding(botId, id, reason)),
    onSuccess: () => client.invalidateQueries({ queryKey: findingsKey }),
  });
}
