"use client";
import dynamic from "next/dynamic";
import { useCallback, useEffect, useMemo, useState } from "react";
import { useBots } from "@/components/api/queries";
import { StatePanels } from "@/components/state/state-panels";
import { mergeTimeline } from "@/components/turns/timeline";
import { TurnsPane } from "@/components/turns/turns-pane";
import { Spinner } from "@/components/ui/spinner";
import { type BotSummary, type Persona, scopeLabels } from "@/lib/model";
import { ChangeAnnouncer } from "./change-announcer";
import { useConversation } from "./conversation-context";
import type { DeepLink } from "./deep-link";
import { type PaneName, Panes } from "./panes";
import { usePlace } from "./use-place";
import { useWorkbenchActions } from "./use-workbench-actions";
import { focusRegion, useWorkbenchCommands } from "./use-workbench-commands";
import { WorkbenchBar } from "./workbench-bar";

// Web Chat needs a browser, and is by far the largest part of the page.
const ChatPane = dynamic(() => import("@/components/chat/chat-pane").then((module) => module.ChatPane), {
  ssr: false,
  loading: () => <Spinner label="Loading the chat" className="m-4" isLabelShown />,
});
const TurnSheet = dynamic(() => import("@/components/turns/turn-sheet").then((module) => module.TurnSheet), { ssr: false });
const OpenWithDialog = dynamic(() => import("./open-with-dialog").then((module) => module.OpenWithDialog), { ssr: false });

const SnapshotsDialog = dynamic(() => import("@/components/snapshots/snapshots-dialog").then((module) => module.SnapshotsDialog), {
  ssr: false,
});

const noBots: BotSummary[] = [];
const noMembers: Persona[] = [];
const nowhere = { turn: null, scope: null, path: null };

export function WorkbenchView() {
  const { conversationId, botId, persona, conversation, turns, writes, changes, isLoading, loadEarlier } = useConversation();
  const bots = useBots().data ?? noBots;
  const members = conversation?.members ?? noMembers;
  const memberIds = useMemo(() => members.map((member) => member.id), [members]);
  const [place, setPlace] = usePlace(conversationId);
  const [isOpeningWith, setIsOpeningWith] = useState(false);
  const [selectedKey, setSelectedKey] = useState<string | null>(place.turn === null ? null : `turn-${place.turn}`);
  const [pane, setPane] = useState<PaneName>(place.scope === null ? "chat" : "state");
  const [seenChanges, setSeenChanges] = useState(changes);
  const timeline = useMemo(() => mergeTimeline(turns, writes), [turns, writes]);

  const [isShowingSnapshots, setIsShowingSnapshots] = useState(false);
  const openSnapshots = useCallback(() => setIsShowingSnapshots(true), []);
  const openWith = useCallback(() => setIsOpeningWith(true), []);
  const linked = useMemo(() => ({ ...place, turn: place.turn ?? turnOfKey(selectedKey) }), [place, selectedKey]);
  const actions = useWorkbenchActions({ conversationId, botId, persona, memberIds, place: linked, openWith, openSnapshots });
  useShowScope(place, isLoading);
  useWorkbenchCommands({ bots, conversationId, actions, onShowPane: setPane });
  useTitle(bots.find((bot) => bot.id === botId)?.name, conversationId);

  const selectTurn = useCallback((number: number) => setSelectedKey(`turn-${number}`), []);
  const openTurn = (number: number) => {
    setSelectedKey(`turn-${number}`);
    setPlace({ ...nowhere, turn: number });
  };
  const showPane = (next: PaneName) => {
    setPane(next);
    setSeenChanges(changes);
  };
  const turnCount = Math.max(conversation?.turnCount ?? 0, turns.at(-1)?.number ?? 0);
  return (
    <>
      <h1 className="sr-only">Workbench</h1>
      <WorkbenchBar bots={bots} botId={botId} persona={persona} members={members} conversationId={conversationId} actions={actions} />
      <Panes
        shown={pane}
        onShow={showPane}
        news={changes.length > 0 && changes !== seenChanges ? ["turns", "state"] : []}
        chat={<ChatPane key={conversationId} onSelectTurn={selectTurn} />}
        turns={
          <TurnsPane
            timeline={timeline}
            turnCount={turnCount}
            persona={persona}
            members={members}
            isLoading={isLoading}
            selectedKey={selectedKey}
            onSelect={setSelectedKey}
            onOpen={openTurn}
            onNeedEarlier={loadEarlier}
          />
        }
        state={<StatePanels />}
      />
      <ChangeAnnouncer />
      <TurnSheet
        conversationId={conversationId}
        number={place.turn}
        summary={turns.find((turn) => turn.number === place.turn)}
        members={members}
        hasNext={place.turn !== null && place.turn < turnCount}
        onGo={openTurn}
        onClose={() => setPlace(nowhere)}
        onCopyLink={() => place.turn !== null && actions.copyTurnLink(place.turn)}
      />
      {isOpeningWith && <OpenWithDialog isOpen onClose={() => setIsOpeningWith(false)} bots={bots} botId={botId} persona={persona} />}
      {isShowingSnapshots && <SnapshotsDialog bots={bots} onClose={() => setIsShowingSnapshots(false)} />}
    </>
  );
}

/** The number of the turn that a row of the list stands for; null for none and for a hand-made write. */
function turnOfKey(key: string | null): number | null {
  const number = key?.match(/^turn-(\d+)$/)?.[1];
  return number === undefined ? null : Number(number);
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
