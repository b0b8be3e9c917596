"use client";
import dynamic from "next/dynamic";
import { useCallback, useEffect, useMemo, useState } from "react";
import { useMay } from "@/components/access/use-me";
import { useBots } from "@/components/api/queries";
import { ClashBanner } from "@/components/lost-values/clash-banner";
import type { LostValueFilter } from "@/components/lost-values/lost-value-calls";
import { MaskingBanner } from "@/components/masking/masking-banner";
import { ConversationStanding } from "@/components/privacy/standing/conversation-standing";
import { StatePanels } from "@/components/state/state-panels";
import { keyOfMoment, type Moment, momentOfItem, toLink } from "@/components/time-travel/moment";
import { TimelineBar } from "@/components/time-travel/timeline-bar";
import { useMoment } from "@/components/time-travel/use-moment";
import { usePastActions } from "@/components/time-travel/use-past-actions";
import { useTimeTravel } from "@/components/time-travel/use-time-travel";
import { mergeTimeline } from "@/components/turns/timeline";
import { TurnsPane } from "@/components/turns/turns-pane";
import { Spinner } from "@/components/ui/spinner";
import { type BotSummary, type Member, scopeLabels } from "@/lib/model";
import { ChangeAnnouncer } from "./change-announcer";
import { useConversation } from "./conversation-context";
import type { DeepLink } from "./deep-link";
import { type PaneName, Panes } from "./panes";
import { ReadOnlyBanner } from "./read-only-banner";
import { useWorkbenchActions } from "./use-workbench-actions";
import { focusRegion, useWorkbenchCommands } from "./use-workbench-commands";
import { WorkbenchBar } from "./workbench-bar";

// Web Chat needs a browser, and is by far the largest part of the page.
const ChatPane = dynamic(() => import("@/components/chat/chat-pane").then((module) => module.ChatPane), {
  ssr: false,
  loading: () => <Spinner label="Loading the chat" className="m-4" isLabelShown />,
});
const TurnSheet = dynamic(() => import("@/components/turns/inspector/turn-sheet").then((module) => module.TurnSheet), { ssr: false });
const ForkDialog = dynamic(() => import("@/components/time-travel/fork-dialog").then((module) => module.ForkDialog), { ssr: false });
const LostValuesDialog = dynamic(() => import("@/components/lost-values/lost-values-dialog").then((module) => module.LostValuesDialog), {
  ssr: false,
});
const OpenWithDialog = dynamic(() => import("./open-with-dialog").then((module) => module.OpenWithDialog), { ssr: false });

const SnapshotsDialog = dynamic(() => import("@/components/snapshots/snapshots-dialog").then((module) => module.SnapshotsDialog), {
  ssr: false,
});

const noBots: BotSummary[] = [];
const noMembers: Member[] = [];

type WorkbenchViewProps = { onMakeFixture: () => void };

export function WorkbenchView({ onMakeFixture }: WorkbenchViewProps) {
  const context = useConversation();
  const { conversationId, botId, persona, conversation, turns, writes, changes, openClashes, isLoading, loadEarlier } = context;
  const bots = useBots().data ?? noBots;
  const members = conversation?.members ?? noMembers;
  const memberIds = useMemo(() => members.map((member) => member.id), [members]);
  const choice = useMoment(conversationId);
  const { place, moment, tab, choose, openTurn, closeTurn } = choice;
  const [isOpeningWith, setIsOpeningWith] = useState(false);
  const [lostShown, setLostShown] = useState<LostValueFilter | null>(null);
  const [isForking, setIsForking] = useState(false);
  const [pane, setPane] = useState<PaneName>(place.scope === null && moment === null ? "chat" : "state");
  const [seenChanges, setSeenChanges] = useState(changes);
  const timeline = useMemo(() => mergeTimeline(turns, writes), [turns, writes]);
  const turnCount = Math.max(conversation?.turnCount ?? 0, turns.at(-1)?.number ?? 0);
  const { stops, past } = useTimeTravel({ choice, conversation: context, timeline, turnCount });
  const openedTurn = tab !== null && moment?.kind === "turn" ? moment.turn : null;
  const [hasOpenedTurn, setHasOpenedTurn] = useState(false);
  if (openedTurn !== null && !hasOpenedTurn) setHasOpenedTurn(true);

  const [isShowingSnapshots, setIsShowingSnapshots] = useState(false);
  const openSnapshots = useCallback(() => setIsShowingSnapshots(true), []);
  const makeFixture = useMay("person.export") ? onMakeFixture : null;
  const openWith = useCallback(() => setIsOpeningWith(true), []);
  const linked = useMemo(() => ({ ...place, ...toLink(moment), tab }), [place, moment, tab]);
  const actions = useWorkbenchActions({ conversationId, botId, persona, memberIds, place: linked, openWith, openSnapshots, makeFixture });
  useShowScope(place, isLoading);
  useWorkbenchCommands({ bots, conversationId, actions, onShowPane: setPane });
  const pastActions = usePastActions(choice, () => setIsForking(true));
  useTitle(bots.find((bot) => bot.id === botId)?.name, conversationId);

  /** On a phone one pane is seen at a time, and what was chosen is in that of the state. */
  const chooseAndShow = useCallback(
    (chosen: Moment | null) => {
      choose(chosen);
      if (chosen !== null) setPane("state");
    },
    [choose],
  );
  const selectTurn = useCallback((turn: number) => chooseAndShow({ kind: "turn", turn, isBefore: false }), [chooseAndShow]);
  const selectKey = useCallback(
    (key: string | null) => {
      const item = timeline.find((candidate) => candidate.key === key);
      choose(item ? momentOfItem(item) : null);
    },
    [choose, timeline],
  );
  const showPane = (next: PaneName) => {
    setPane(next);
    setSeenChanges(changes);
  };
  return (
    <>
      <h1 className="sr-only">Workbench</h1>
      <WorkbenchBar bots={bots} botId={botId} persona={persona} members={members} conversationId={conversationId} actions={actions} />
      {conversation?.isReadOnly && <ReadOnlyBanner origin={conversation.origin} />}
      <MaskingBanner conversationId={conversationId} members={members} />
      <ConversationStanding conversationId={conversationId} />
      <ClashBanner count={openClashes} onDecide={() => setLostShown({ open: 1 })} />
      <Panes
        shown={pane}
        onShow={showPane}
        news={changes.length > 0 && changes !== seenChanges ? ["turns", "state"] : []}
        chat={<ChatPane key={conversationId} chosenTurn={moment?.kind === "turn" ? moment.turn : null} onSelectTurn={selectTurn} />}
        turns={
          <TurnsPane
            conversationId={conversationId}
            timeline={timeline}
            turnCount={turnCount}
            persona={persona}
            members={members}
            isLoading={isLoading}
            selectedKey={moment && keyOfMoment(moment)}
            onSelect={selectKey}
            onPress={() => setPane("state")}
            onOpen={openTurn}
            onShowLost={setLostShown}
            onNeedEarlier={loadEarlier}
          />
        }
        state={<StatePanels past={past} pastActions={pastActions} onChoose={choose} />}
        footer={<TimelineBar conversationId={conversationId} stops={stops} past={past} turnCount={turnCount} onChoose={chooseAndShow} />}
      />
      <ChangeAnnouncer past={past} />
      {hasOpenedTurn && (
        <TurnSheet
          conversationId={conversationId}
          number={openedTurn}
          tab={tab ?? "changes"}
          summary={turns.find((turn) => turn.number === openedTurn)}
          members={members}
          hasNext={openedTurn !== null && openedTurn < turnCount}
          onGo={openTurn}
          onClose={closeTurn}
          onCopyLink={actions.copyLink}
        />
      )}
      {lostShown && <LostValuesDialog filter={lostShown} onClose={() => setLostShown(null)} />}
      {isForking && moment?.kind === "turn" && <ForkDialog turn={moment.turn} onClose={() => setIsForking(false)} />}
      {isOpeningWith && <OpenWithDialog isOpen onClose={() => setIsOpeningWith(false)} bots={bots} botId={botId} persona={persona} />}
      {isShowingSnapshots && <SnapshotsDialog bots={bots} onClose={() => setIsShowingSnapshots(false)} />}
    </>
  );
}

/** An address that names a scope, and nothing inside it, leads to its panel; places inside are the panels' own affair. */
function useShowScope({ scope, path }: DeepLink, isLoading: boolean): void {
  useEffect(() => {
    if (!isLoading && scope !== null && !path) focusRegion(scopeLabels[scope]);
  }, [scope, path, isLoading]);
}

function useTitle(botName: string | undefined, conversationId: string): void {
  useEffect(() => {
    document.title = `${botName ?? "Conversation"} · ${conversationId} · Turnscope`;
  }, [botName, conversationId]);
}
