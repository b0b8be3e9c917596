"use client";
import dynamic from "next/dynamic";
import { useCallback, useMemo, useState } from "react";
import { useBotRefusal } from "@/components/access/use-bot-refusal";
import { useRefusal } from "@/components/access/use-refusal";
import { restoreState, writeState } from "@/components/api/client";
import { useBots } from "@/components/api/queries";
import { useBudgetBytes } from "@/components/settings/preferences";
import { type Moment, toLink, toStateMoment } from "@/components/time-travel/moment";
import { type PastActions, PastBanner } from "@/components/time-travel/past-banner";
import type { Past } from "@/components/time-travel/use-time-travel";
import { copyText } from "@/components/ui/copy-text";
import { type ConversationContextValue, useConversation } from "@/components/workbench/conversation-context";
import { formatDeepLink, nowhere } from "@/components/workbench/deep-link";
import { usePlace } from "@/components/workbench/use-place";
import { type RestoreRequest, type Scope, type StateWriter, scopes } from "@/lib/model";
import { maskedReason } from "./masked-reason";
import type { Place } from "./panels/use-reveal";
import { StateColumn } from "./state-column";
import type { Restoring } from "./writing/restore-dialog";
import type { StateActions, StateWriteInput } from "./writing/state-actions";

const ProvenanceSheet = dynamic(() => import("./provenance/provenance-sheet").then((module) => module.ProvenanceSheet), { ssr: false });
const BotsCopy = dynamic(() => import("./bots-copy/bots-copy").then((module) => module.BotsCopy), { ssr: false });

type StatePanelsProps = {
  /** Null shows the state as it is now. */
  past: Past | null;
  pastActions: PastActions;
  onChoose: (moment: Moment) => void;
};

/** The panels of the conversation in front of the tester, now or at a moment of its past. Another conversation or person starts them afresh, undo included. */
export function StatePanels(props: StatePanelsProps) {
  const { conversationId, userId } = useConversation();
  return <ConnectedColumn key={JSON.stringify([conversationId, userId])} {...props} />;
}

function ConnectedColumn({ past, pastActions, onChoose }: StatePanelsProps) {
  const conversation = useConversation();
  const { conversationId, persona } = conversation;
  const [place] = usePlace(conversationId);
  const shownPlace = useMemo(() => (place.scope && place.path ? { scope: place.scope, path: place.path } : null), [place]);
  const [traced, setTraced] = useState<Place | null>(null);
  const trace = useCallback((scope: Scope, path: string) => setTraced({ scope, path }), []);
  const writerName = useCallback((writer: StateWriter) => nameWriter(writer, conversationId, persona.name), [conversationId, persona.name]);
  const mayNot = useBotRefusal(conversation.botId, "production.edit");
  const resetProposal = useResetProposal(conversation, past !== null);
  return (
    <>
      <StateColumn
        {...(past ? showPast(past, pastActions, { conversation, mayNot }) : showNow(conversation, mayNot))}
        resetProposal={resetProposal}
        writerName={writerName}
        budgetBytes={useBudgetBytes()}
        botId={conversation.botId ?? ""}
        place={shownPlace}
        onTrace={trace}
        onCopyLink={useCopyLink(conversation, past)}
        actions={useActions(conversation)}
        footer={useIsElsewhere(conversation) ? (scroller) => <BotsCopy past={past} scroller={scroller} /> : undefined}
      />
      {traced && (
        <ProvenanceSheet
          conversationId={conversationId}
          userId={conversation.userId}
          myName={persona.name}
          place={traced}
          onChoose={(moment) => {
            setTraced(null);
            onChoose(moment);
          }}
          onClose={() => setTraced(null)}
        />
      )}
    </>
  );
}

/** A bot in this process has nothing to tell that the panels do not show. One that is gone may have told something while it was there. */
function useIsElsewhere({ botId }: ConversationContextValue): boolean {
  const bots = useBots().data;
  const bot = bots?.find(({ id }) => id === botId);
  return bots !== undefined && botId !== null && (bot === undefined || bot.remote !== null);
}

const fromFile = "This conversation was opened from a file: it can be looked at, and not changed.";
const isPastReason = "The past cannot be changed. Go back to now first, or restore this moment.";

/** Of a production bot one person proposes a reset and another decides. */
function useResetProposal({ botId, conversationId, userId, conversation }: ConversationContextValue, isPast: boolean) {
  const isProduction = useBots().data?.find(({ id }) => id === botId)?.isProduction ?? false;
  const mayNot = useRefusal("reset.propose");
  const refusal = conversation?.isReadOnly ? fromFile : isPast ? isPastReason : mayNot;
  return useMemo(
    () => (isProduction ? { subject: { conversationId, userId }, refusal } : null),
    [isProduction, conversationId, userId, refusal],
  );
}

function showNow(conversation: ConversationContextValue, mayNot: string | null) {
  const { state, changes, changesTurn, suggestedActions } = conversation;
  return {
    state,
    changes,
    changesTurn,
    suggestedActions,
    readOnlyReason: refusalOf(conversation, mayNot),
    ...describeMoment(conversation),
  };
}

/** Why nothing can be written to the conversation, or null. */
function refusalOf({ conversation, state }: ConversationContextValue, mayNot: string | null): string | null {
  if (conversation?.isReadOnly) return fromFile;
  if (mayNot !== null) return mayNot;
  return state?.user.isMasked || state?.private.isMasked ? maskedReason : null;
}

type Looking = { conversation: ConversationContextValue; mayNot: string | null };

function showPast(past: Past, pastActions: PastActions, { conversation, mayNot }: Looking) {
  const { state: now, persona } = conversation;
  const refusal = refusalOf(conversation, mayNot);
  const { moment, happened, state: then } = past;
  const start = (startRestore: (restoring: Restoring) => void) => {
    if (then && now)
      startRestore({ moment: toStateMoment(moment), isBefore: moment.isBefore, happened, then, now, onRestored: pastActions.onReturn });
  };
  return {
    state: then ?? now,
    changes: past.changes,
    changesTurn: moment.kind === "turn" ? moment.turn : null,
    title: moment.kind === "turn" ? `State ${moment.isBefore ? "before" : "after"} turn ${moment.turn}` : "State by hand",
    note: persona.name,
    readOnlyReason: refusal ?? isPastReason,
    isPast: true,
    isBusy: past.isPending,
    banner: (startRestore: (restoring: Restoring) => void) => (
      <PastBanner past={past} {...pastActions} restoreRefusal={refusal} forkRefusal={mayNot} onRestore={() => start(startRestore)} />
    ),
  };
}

function useActions({ conversationId, userId, persona }: ConversationContextValue): StateActions {
  return useMemo(
    () => ({
      write: async (input: StateWriteInput) => {
        const { kind, scopes } = input;
        if (kind !== "restore") return (await writeState({ conversationId, userId, kind, scopes, by: persona.name })).state;
        return (await restoreState(conversationId, toRestoreRequest(input, userId), persona.name)).state;
      },
    }),
    [conversationId, userId, persona.name],
  );
}

function toRestoreRequest({ moment, scopes: wanted }: StateWriteInput, userId: string): RestoreRequest {
  const chosen = scopes.filter((scope) => wanted[scope] !== undefined);
  const eTags: RestoreRequest["eTags"] = {};
  for (const scope of chosen) eTags[scope] = wanted[scope]?.eTag ?? null;
  return { ...moment, scopes: chosen, userId, eTags };
}

function useCopyLink({ conversationId, conversation }: ConversationContextValue, past: Past | null) {
  const members = conversation?.members;
  const moment = past?.moment ?? null;
  return useCallback(
    (scope: Scope, path: string) => {
      const persons = members?.map((member) => member.id);
      void copyText(
        `${window.location.origin}${formatDeepLink(conversationId, { ...nowhere, ...toLink(moment), scope, path }, persons)}`,
        "Link",
      );
    },
    [conversationId, members, moment],
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
