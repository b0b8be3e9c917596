import { type QueryKey, useQueries } from "@tanstack/react-query";
import { compareConversations } from "@/components/api/client";
import type { Comparison } from "@/lib/model";

export type ComparedTurn = Comparison["turns"][number];
export type ComparedTurns = { byNumber: ReadonlyMap<number, ComparedTurn>; error: unknown; isPending: boolean };

const pageSize = 250;

/** What was said in turns `from` to `to` of both, read in pages that are kept; those that are not here yet are missing. */
export function useComparedTurns(conversationId: string, withId: string, from: number, to: number): ComparedTurns {
  const [first, last] = [pageOf(from), pageOf(to)];
  const pages = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
  return useQueries({
    queries: pages.map((page) => ({
      queryKey: ["compared-turns", conversationId, withId, page] as QueryKey,
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        compareConversations(conversationId, { ...nobody, withId, turn: 1, from: page * pageSize + 1, limit: pageSize, signal }),
    })),
    combine: toTurns,
  });
}

const nobody = { userId: null, withUserId: null };
const pageOf = (turn: number): number => Math.floor((turn - 1) / pageSize);

function toTurns(results: { data?: Comparison; error: unknown; isPending: boolean }[]): ComparedTurns {
  const turns = results.flatMap(({ data }) => data?.turns ?? []);
  return {
    byNumber: new Map(turns.map((turn) => [turn.number, turn])),
    error: results.find(({ error }) => error)?.error ?? null,
    isPending: results.some(({ isPending }) => isPending),
  };
}
