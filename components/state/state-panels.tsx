"use client";
import { useCallback, useMemo } from "react";
import { writeState } from "@/components/api/client";
import { useBudgetBytes } from "@/components/settings/preferences";
import { copyText } from "@/components/ui/copy-text";
import { type ConversationContextValue, useConversation } from "@/components/workbench/conversation-context";
import { formatDeepLink } from "@/components/workbench/deep-link";
import { usePlace } from "@/components/workbench/use-place";
import type { Scope, StateWriter } from "@/lib/model";
import { StateColumn } from "./state-column";
import type { StateActions, StateWriteInput } from "./writing/state-actions";

/** The panels of the conversation in front of the tester. Another conversation or person starts them afresh, undo included. */
export function StatePanels() {
  const { conversationId, userId } = useConversation();
  return <ConnectedColumn key={JSON.stringify([conversationId, userId])} />;
}

function ConnectedColumn() {
  const conversation = useConversation();
  const { conversationId, persona, state, changes, changesTurn, suggestedActions } = conversation;
  const [place] = usePlace(conversationId);
  const shownPlace = useMemo(() => (place.scope && place.path ? { scope: place.scope, path: place.path } : null), [place]);
  const writerName = useCallback((writer: StateWriter) => nameWriter(writer, conversationId, persona.name), [conversationId, persona.name]);
  return (
    <StateColumn
      state={state}
      changes={changes}
      changesTurn={changesTurn}
      suggestedActions={suggestedActions}
      {...describeMoment(conversation)}
      writerName={writerName}
      budgetBytes={useBudgetBytes()}
      botId={conversation.botId ?? ""}
      place={shownPlace}
      onCopyLink={useCopyLink(conversation)}
      actions={useActions(conversation)}
    />
  );
}

function useActions({ conversationId, userId, persona }: ConversationContextValue): StateActions {
  return useMemo(
    () => ({
      write: async ({ kind, scopes }: StateWriteInput) =>
        (await writeState({ conversationId, userId, kind, scopes, by: persona.name })).state,
    }),
    [conversationId, userId, persona.name],
  );
}

function useCopyLink({ conversationId, conversation }: ConversationContextValue) {
  const members = conversation?.members;
  return useCallback(
    (scope: Scope, path: string) => {
      const persons = members?.map((member) => member.id);
      void copyText(`${window.location.origin}${formatDeepLink(conversationId, { turn: null, scope, path }, persons)}`, "Link");
    },
    [conversationId, members],
  );
}

function nameWriter(writer: StateWriter, conversationId: string, myName: string): string {
  if (writer.kind === "tester") return writer.name === myName ? "you" : writer.name;
  if (writer.kind === "bot-late") return "bot, after its turn had ended";
  return writer.conversationId === conversationId ? `bot, turn ${writer.turn}` : `bot, turn ${writer.turn} of another conversation`;
}

/** "State after turn 7", and who is looked at. */
function describeMoment({ turns, writes, persona }: ConversationContextValue): { title: string; note: string } {
  const turn = turns.at(-1)?.number ?? 0;
  const isEdited = writes.some((write) => write.afterTurn >= turn && write.kind !== "start");
  return {
    title: turn === 0 ? "State before the first turn" : `State after turn ${turn}`,
    note: isEdited ? `edited since · ${persona.name}` : persona.name,
  };
}
