"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useRef } from "react";
import { problemSentence } from "@/components/api/api-problem";
import { type Command, useOfferCommands } from "@/components/shell/commands";
import { toast } from "@/components/ui/toast";
import { useConversation } from "@/components/workbench/conversation-context";
import type { InspectionAnswer } from "@/lib/model";
import { attachInspection } from "./inspection-calls";
import { botsCopyKey } from "./use-bots-copy";

export const attachTitle = "Look into the bot's own memory";

export type Attaching = {
  attach: () => void;
  isPending: boolean;
  /** What came of it; null before, and once a turn has shown what it is worth. */
  answer: InspectionAnswer | null;
  error: unknown;
};

const none: Command[] = [];

/** Attaching to the bot's InspectionMiddleware: by a button, and, where it can be offered, by the palette. */
export function useAttach(isOffered: boolean, newestTurn: number): Attaching {
  const { conversationId } = useConversation();
  const queries = useQueryClient();
  const { mutate, data, error, isPending, variables } = useMutation({
    mutationFn: (_atTurn: number) => attachInspection(conversationId),
    onSuccess: () => queries.invalidateQueries({ queryKey: botsCopyKey(conversationId) }),
  });
  const attachNow = useRef(() => {});
  useEffect(() => {
    // From the palette the section may be out of sight.
    attachNow.current = () => mutate(newestTurn, { onSuccess: tellAnswer, onError: tellProblem });
  });
  useOfferCommands(useMemo(() => (isOffered ? [attachCommand(() => attachNow.current())] : none), [isOffered]));
  const isOutdated = data?.isAttached === true && variables !== newestTurn;
  return { attach: () => mutate(newestTurn), isPending, answer: isOutdated ? null : (data ?? null), error };
}

function attachCommand(run: () => void): Command {
  return { id: "bots-copy-attach", group: "State", title: attachTitle, keywords: ["inspection", "inspect", "attach", "own copy"], run };
}

function tellAnswer({ isAttached, sentence }: InspectionAnswer): void {
  toast({ message: sentence, tone: isAttached ? "neutral" : "bad" });
}

function tellProblem(error: unknown): void {
  toast({ message: problemSentence(error), tone: "bad" });
}
