"use client";
import { keepPreviousData, queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { useLive } from "@/components/live/live-provider";
import { useConversation } from "@/components/workbench/conversation-context";
import type { BotCopy, StateChange } from "@/lib/model";
import { compareCopies } from "./compare-copies";
import type { CopyMoment } from "./copy-moment";
import { getBotsCopy } from "./inspection-calls";

/** The past does not change, but it can be erased. */
const freshMs = 60_000;

export const botsCopyKey = (conversationId: string) => ["bots-copy", conversationId] as const;

const copyUntil = (conversationId: string, turn: number | null) =>
  queryOptions({
    queryKey: [...botsCopyKey(conversationId), turn],
    queryFn: ({ signal }) => getBotsCopy(conversationId, turn, signal),
    staleTime: freshMs,
  });

export type ShownCopy = {
  /** Undefined until it has been read; null when the bot has told nothing. */
  copy: BotCopy | null | undefined;
  /** The last turn when the bot attached; null when it has not. */
  attachedAfterTurn: number | null;
  changes: readonly StateChange[];
  isBusy: boolean;
  error: unknown;
  retry: () => void;
};

const noChanges: StateChange[] = [];

/** What the bot told of its state at a moment, followed live, and what changed since it told it before. */
export function useBotsCopy({ isPast, until, marked }: CopyMoment): ShownCopy {
  const { conversationId } = useConversation();
  useReadAgain(conversationId);
  const shown = useQuery({
    ...copyUntil(conversationId, until),
    enabled: !isPast || until !== null,
    placeholderData: keepPreviousData,
  });
  const copy = shown.data?.copy;
  const turn = copy?.turn ?? null;
  const isMarked = turn !== null && turn === marked && !shown.isPlaceholderData;
  const before = useQuery({ ...copyUntil(conversationId, (turn ?? 1) - 1), enabled: isMarked });
  const earlier = before.data?.copy;
  const isSamePerson = useIsSamePerson(earlier?.turn ?? null, turn);
  const changes = useMemo(
    () => (isMarked && earlier && copy ? compareCopies({ before: earlier, after: copy, isSamePerson }) : noChanges),
    [isMarked, earlier, copy, isSamePerson],
  );
  return {
    copy,
    attachedAfterTurn: shown.data?.attachedAfterTurn ?? null,
    changes,
    isBusy: shown.isFetching || (isPast && until === null),
    error: shown.error ?? before.error,
    retry: () => void Promise.all([shown.refetch(), ...(isMarked ? [before.refetch()] : [])]),
  };
}

function useIsSamePerson(one: number | null, other: number | null): boolean {
  const { turns } = useConversation();
  const personOf = (number: number | null) => turns.find((turn) => turn.number === number)?.userId;
  return personOf(one) !== undefined && personOf(one) === personOf(other);
}

/** The bot tells its state with a trace or an event; at the latest it is in the log when the turn has ended. */
function useReadAgain(conversationId: string): void {
  const queries = useQueryClient();
  const live = useLive();
  useEffect(() => {
    // A first answer that is still on its way may be from before, and would count as the new one.
    const reload = () => {
      const queryKey = botsCopyKey(conversationId);
      void queries.cancelQueries({ queryKey }).then(() => queries.invalidateQueries({ queryKey }));
    };
    const leave = [
      live.on("watching", (event) => event.conversation.conversationId === conversationId && reload()),
      live.on("turn", (event) => event.conversationId === conversationId && event.turn.outcome !== "running" && reload()),
      live.on(
        "activities",
        (event) =>
          event.conversationId === conversationId &&
          event.activities.some(({ activity }) => activity.type === "trace" || activity.type === "event") &&
          reload(),
      ),
    ];
    return () => {
      for (const stop of leave) stop();
    };
  }, [queries, live, conversationId]);
}
