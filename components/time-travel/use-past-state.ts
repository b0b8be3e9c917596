"use client";
import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useRef } from "react";
import { getStateAt } from "@/components/api/client";
import { type AllScopes, diffScopes, isJsonObject, type JsonValue, type Scope, type StateChange } from "@/lib/model";
import { type Moment, toStateMoment } from "./moment";

/** The past does not change, but it can be erased. */
const freshMs = 60_000;

type Whose = { conversationId: string; userId: string };

function stateAt({ conversationId, userId }: Whose, moment: Moment) {
  return queryOptions({
    queryKey: ["state-at", conversationId, userId, moment],
    queryFn: ({ signal }) => getStateAt(conversationId, { userId, moment: toStateMoment(moment), signal }),
    staleTime: freshMs,
  });
}

export type PastState = {
  /** Null until any state has arrived; while the next one is on the way, the one shown before. */
  state: AllScopes | null;
  /** What happened at the moment; nothing while it is looked at from before. */
  changes: readonly StateChange[];
  isPending: boolean;
  error: unknown;
  retry: () => void;
};

const noChanges: StateChange[] = [];
const noMoments: Moment[] = [];
const noMoment: Moment = { kind: "turn", turn: 1, isBefore: false };

type PastStateInput = {
  whose: Whose;
  moment: Moment | null;
  /** Pass a memoised list. */
  neighbours: readonly Moment[];
  /** The turn that is looked at has not ended: what is read of it now is not what it will be. */
  isRunning: boolean;
};

/** The state as it was at a moment, and what changed there. The neighbours are read ahead, so that stepping through shows them at once. */
export function usePastState({ whose, moment, neighbours, isRunning }: PastStateInput): PastState {
  const wanted = moment ?? noMoment;
  const enabled = moment !== null;
  const before = useQuery({ ...stateAt(whose, { ...wanted, isBefore: true }), enabled });
  const after = useQuery({ ...stateAt(whose, { ...wanted, isBefore: false }), enabled });
  const isPending = before.data === undefined || after.data === undefined;
  const changes = useMemo(
    () => (before.data && after.data ? diffScopes(dataOf(before.data), dataOf(after.data)) : noChanges),
    [before.data, after.data],
  );
  usePrefetch(whose, isPending ? noMoments : neighbours);
  useReadAgainAtEnd(whose, isRunning);

  const loaded = moment !== null && before.data && after.data ? (moment.isBefore ? before.data : after.data) : null;
  const held = useRef<AllScopes | null>(null);
  if (moment === null) held.current = null;
  else if (loaded) held.current = loaded;
  return {
    state: loaded ?? held.current,
    changes: loaded && !moment?.isBefore ? changes : noChanges,
    isPending,
    error: before.error ?? after.error,
    retry: () => void Promise.all([before.refetch(), after.refetch()]),
  };
}

function usePrefetch({ conversationId, userId }: Whose, neighbours: readonly Moment[]): void {
  const queries = useQueryClient();
  useEffect(() => {
    for (const moment of neighbours) {
      for (const isBefore of [true, false]) void queries.prefetchQuery(stateAt({ conversationId, userId }, { ...moment, isBefore }));
    }
  }, [queries, conversationId, userId, neighbours]);
}

function useReadAgainAtEnd({ conversationId }: Whose, isRunning: boolean): void {
  const queries = useQueryClient();
  useEffect(() => {
    if (!isRunning) return;
    return () => void queries.invalidateQueries({ queryKey: ["state-at", conversationId] });
  }, [queries, conversationId, isRunning]);
}

function dataOf(state: AllScopes): Record<Scope, JsonValue | null> {
  const data = (scope: Scope) => (isJsonObject(state[scope].data) ? state[scope].data : null);
  return { user: data("user"), conversation: data("conversation"), private: data("private"), dialog: data("dialog") };
}
