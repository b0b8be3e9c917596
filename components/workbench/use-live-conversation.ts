"use client";
import { useCallback, useEffect, useMemo, useReducer, useRef } from "react";
import { problemSentence } from "@/components/api/api-problem";
import { getTurn, listTurns } from "@/components/api/client";
import { getConversation } from "@/components/api/conversation-calls";
import { useLive } from "@/components/live/live-provider";
import { toast } from "@/components/ui/toast";
import { type ConversationData, emptyConversation, reduceConversation } from "./conversation-reducer";

type LiveConversation = ConversationData & { loadEarlier: () => Promise<void> };

const earlierPage = 100;

/** Watches a conversation as one person and holds what the server says about it. */
export function useLiveConversation(conversationId: string, userId: string): LiveConversation {
  const live = useLive();
  const [data, dispatch] = useReducer(reduceConversation, userId, emptyConversation);
  const isLoadingEarlier = useRef(false);

  useEffect(() => {
    dispatch({ type: "person-switched", userId });
    const leave = [
      live.on("watching", (event) => event.conversation.conversationId === conversationId && dispatch(event)),
      live.on("activities", (event) => event.conversationId === conversationId && dispatch(event)),
      live.on("turn", (event) => event.conversationId === conversationId && dispatch(event)),
      live.on("state", (event) => event.conversationId === conversationId && dispatch(event)),
      live.on("lost-values", (event) => event.conversationId === conversationId && dispatch(event)),
    ];
    live.watch({ conversationId, userId });
    return () => {
      for (const stop of leave) stop();
      live.unwatch();
    };
  }, [live, conversationId, userId]);

  useMissingChanges(conversationId, data, dispatch);
  useChangedMembers(conversationId, data, dispatch);

  const first = data.turns[0]?.number ?? 1;
  const loadEarlier = useCallback(async () => {
    if (first <= 1 || isLoadingEarlier.current) return;
    isLoadingEarlier.current = true;
    try {
      const page = await listTurns(conversationId, { before: first, limit: earlierPage });
      dispatch({ type: "earlier-loaded", turns: page.turns, writes: page.writes });
    } catch (error) {
      toast({ tone: "bad", message: `Earlier turns did not load. ${problemSentence(error)}` });
    } finally {
      isLoadingEarlier.current = false;
    }
  }, [conversationId, first]);
  return useMemo(() => ({ ...data, loadEarlier }), [data, loadEarlier]);
}

type Dispatch = (action: Parameters<typeof reduceConversation>[1]) => void;

/** On opening, what the last turn changed is asked for, so that the marks are there as if one had watched. */
function useMissingChanges(conversationId: string, data: ConversationData, dispatch: Dispatch): void {
  const last = data.turns.at(-1);
  const isUnmarked = data.changesTurn === null && data.changes.length === 0;
  const wanted = !data.isLoading && isUnmarked && last && Object.keys(last.counts).length > 0 ? last.number : null;
  useEffect(() => {
    if (wanted === null) return;
    const aborter = new AbortController();
    getTurn(conversationId, wanted, aborter.signal).then(
      (turn) => dispatch({ type: "last-changes-loaded", turn: turn.number, changes: turn.changes }),
      (error: unknown) => {
        if (!aborter.signal.aborted) toast({ tone: "bad", message: `The last turn's changes did not load. ${problemSentence(error)}` });
      },
    );
    return () => aborter.abort();
  }, [conversationId, wanted, dispatch]);
}

/** Someone new spoke, or the bot was told of somebody who came or went: the list of people is read again. */
function useChangedMembers(conversationId: string, data: ConversationData, dispatch: Dispatch): void {
  const members = data.conversation?.members;
  const missing = members && data.turns.findLast((turn) => !members.some((member) => member.id === turn.userId))?.userId;
  const { updateAt } = data;
  useEffect(() => {
    if (missing === undefined && updateAt === null) return;
    const aborter = new AbortController();
    getConversation(conversationId, aborter.signal).then(
      (conversation) => dispatch({ type: "conversation-loaded", conversation }),
      (error: unknown) => {
        if (!aborter.signal.aborted) toast({ tone: "bad", message: `The list of people did not load. ${problemSentence(error)}` });
      },
    );
    return () => aborter.abort();
  }, [conversationId, missing, updateAt, dispatch]);
}
