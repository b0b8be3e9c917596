"use client";
import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { problemSentence } from "@/components/api/api-problem";
import { toast } from "@/components/ui/toast";
import { useConversation } from "@/components/workbench/conversation-context";
import type { LostValue, LostValueSide } from "@/lib/model";
import { decideUponNewest } from "./decide-upon-newest";
import { type LostValueFilter, listLostValues } from "./lost-value-calls";
import { describePlace } from "./lost-value-words";

/** Lost values as they stand now; read again whenever somebody decides or state is written. Null asks for none. */
export function useLostValues(filter: LostValueFilter | null) {
  const { conversationId, lostValuesVersion, state } = useConversation();
  const eTags = state && [state.user.eTag, state.conversation.eTag, state.private.eTag];
  return useQuery({
    queryKey: ["lost-values", conversationId, filter, lostValuesVersion, eTags],
    queryFn: ({ signal }) => listLostValues(conversationId, filter ?? {}, signal),
    enabled: filter !== null,
    placeholderData: keepPreviousData,
  });
}

export type DecideLostValue = {
  decide: (lost: LostValue, keep: LostValueSide | null) => Promise<void>;
  isBusy: boolean;
  /** Why the last decision did not work. */
  failure: string | null;
};

const done: Record<LostValueSide, string> = { bot: "Kept the bot’s value of", overwritten: "Put back" };

/** Deciding about one lost value, with an undo in the note that tells of it. */
export function useDecideLostValue(): DecideLostValue {
  const { conversationId, persona } = useConversation();
  const client = useQueryClient();
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const send = useCallback(
    async (lost: LostValue, keep: LostValueSide | null) => {
      try {
        return await decideUponNewest({ conversationId, lost, keep, by: persona.name });
      } finally {
        await client.invalidateQueries({ queryKey: ["lost-values", conversationId] });
      }
    },
    [client, conversationId, persona.name],
  );
  const takeBack = useCallback(
    (lost: LostValue) =>
      void send(lost, null).then(
        () => toast({ message: `Took back the decision about ${describePlace(lost)}` }),
        (error: unknown) => toast({ message: problemSentence(error), tone: "bad" }),
      ),
    [send],
  );
  const decide = useCallback(
    async (lost: LostValue, keep: LostValueSide | null) => {
      setIsBusy(true);
      setFailure(null);
      try {
        const decided = await send(lost, keep);
        if (keep === null) toast({ message: `Took back the decision about ${describePlace(lost)}` });
        else toast({ message: `${done[keep]} ${describePlace(lost)}`, action: { label: "Undo", onClick: () => takeBack(decided) } });
      } catch (error) {
        setFailure(problemSentence(error));
      } finally {
        setIsBusy(false);
      }
    },
    [send, takeBack],
  );
  return { decide, isBusy, failure };
}
