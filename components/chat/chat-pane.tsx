"use client";
import { Components } from "botframework-webchat";
import { type MouseEvent, memo, type RefObject, type SyntheticEvent, useEffect, useMemo, useRef, useState } from "react";
import { useLive } from "@/components/live/live-provider";
import { PaneHeading } from "@/components/ui/pane-heading";
import { useConversation } from "@/components/workbench/conversation-context";
import { cardHostConfig } from "./card-host-config";
import "./chat.css";
import { ChatBody } from "./chat-body";
import {
  activityMiddleware,
  activityStatusMiddleware,
  attachmentForScreenReaderMiddleware,
  attachmentMiddleware,
  createCardActionMiddleware,
  groupActivitiesMiddleware,
  typingIndicatorMiddleware,
} from "./chat-middleware";
import { ChatSession, requestIdleWork } from "./chat-session";
import { ConnectionBanner } from "./connection-banner";
import { renderMarkdown } from "./render-markdown";
import { styleOptions } from "./style-options";
import { failureSentence } from "./turn-failure";
import { TurnStoreContext } from "./turn-store";

const { Composer } = Components;

type ChatPaneProps = {
  /** The turn whose messages are marked. */
  chosenTurn?: number | null;
  /** A message was clicked. */
  onSelectTurn?: (turn: number) => void;
};

/** The chat of the conversation in front of the tester, as the person the tester is. */
export function ChatPane({ chosenTurn = null, onSelectTurn }: ChatPaneProps) {
  const { persona } = useConversation();
  const session = useChatSession();
  useTurnsIn(session);
  const pane = useChosenTurn(session, chosenTurn);

  const onClick = ({ target }: MouseEvent) => {
    const turn = turnAt(target, session);
    if (turn !== null) onSelectTurn?.(turn);
  };
  return (
    // A short cut for the mouse; by keyboard a turn is chosen in the list of turns.
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    <section
      ref={pane}
      aria-label="Chat"
      className="chat-pane flex h-full min-h-0 flex-col bg-surface"
      data-selects={onSelectTurn !== undefined}
      onClick={onClick}
      onErrorCapture={nameMissingImage}
    >
      <PaneHeading title="Chat" />
      <ConnectionBanner />
      <WebChat key={session.key} session={session} userId={persona.id} userName={persona.name} />
    </section>
  );
}

function useChatSession(): ChatSession {
  const { conversationId, persona } = useConversation();
  const live = useLive();
  const { id, name, locale } = persona;
  const session = useMemo(
    () => new ChatSession({ live, conversationId, user: { id, name, locale } }),
    [live, conversationId, id, name, locale],
  );
  useEffect(() => session.start(), [session]);
  return session;
}

function useTurnsIn(session: ChatSession): void {
  const { turns } = useConversation();
  useEffect(() => {
    session.turns.set(turns);
    session.showFailures(new Set(turns.filter((turn) => failureSentence(turn) !== null).map((turn) => turn.activityId)));
  }, [turns, session]);
}

/** Marks the messages of a turn and brings the first of them into sight. */
function useChosenTurn(session: ChatSession, turn: number | null): RefObject<HTMLElement | null> {
  const pane = useRef<HTMLElement>(null);
  useEffect(() => {
    session.turns.choose(turn);
    if (turn === null || !pane.current) return;
    return onceDrawn(pane.current, () => pane.current?.querySelector("[data-chosen]")?.scrollIntoView({ block: "nearest" }));
  }, [session, turn]);
  return pane;
}

/** Runs when messages, and the marks on them, are drawn and have settled at the end: a linked turn is chosen before there are any. */
function onceDrawn(pane: HTMLElement, run: () => void): () => void {
  let isLeft = false;
  const look = () => {
    if (!pane.querySelector("[data-activity-id]")) return;
    drawing.disconnect();
    requestIdleWork(() => !isLeft && run());
  };
  const drawing = new MutationObserver(look);
  drawing.observe(pane, { childList: true, subtree: true });
  look();
  return () => {
    drawing.disconnect();
    isLeft = true;
  };
}

type WebChatProps = { session: ChatSession; userId: string; userName: string };

/** Kept from drawing itself again with everything that happens in the conversation: what it needs reaches it through the session. */
const WebChat = memo(function WebChat({ session, userId, userName }: WebChatProps) {
  const [cardActionMiddleware] = useState(() =>
    createCardActionMiddleware({ conversationId: session.conversationId, refuse: (sentence) => session.refuse(sentence) }),
  );
  return (
    <TurnStoreContext value={session.turns}>
      <Composer
        activityMiddleware={activityMiddleware}
        activityStatusMiddleware={activityStatusMiddleware}
        adaptiveCardsHostConfig={cardHostConfig}
        attachmentForScreenReaderMiddleware={attachmentForScreenReaderMiddleware}
        attachmentMiddleware={attachmentMiddleware}
        cardActionMiddleware={cardActionMiddleware}
        dir="ltr"
        directLine={session.connection}
        groupActivitiesMiddleware={groupActivitiesMiddleware}
        locale="en-US"
        renderMarkdown={renderMarkdown}
        store={session.store}
        styleOptions={styleOptions}
        suggestedActionsAccessKey={false}
        typingIndicatorMiddleware={typingIndicatorMiddleware}
        userID={toWebChatUserId(userId)}
        username={userName}
      >
        <ChatBody session={session} />
      </Composer>
    </TurnStoreContext>
  );
});

/** Ids that begin with "dl_" may only come from a Direct Line token, and Web Chat would put a random one in their place. */
function toWebChatUserId(userId: string): string {
  return userId.startsWith("dl_") ? `.${userId}` : userId;
}

/** A picture that does not load, because the page's policy keeps it out or because it is none, says so in its place. */
function nameMissingImage({ target }: SyntheticEvent): void {
  if (!(target instanceof HTMLImageElement) || target.classList.contains("chat-missing-image")) return;
  const reason = /^https?:/.test(target.src) ? `from ${new URL(target.src).host}, not loaded` : "cannot be shown";
  target.classList.add("chat-missing-image");
  target.alt = `${target.alt || "Picture"} (${reason})`;
}

const interactive = "a, button, input, textarea, select, label, summary, pre, audio, video, [role=button]";

/** The turn of the message that was clicked; null for anything else, and while text is being selected. */
function turnAt(target: EventTarget, session: ChatSession): number | null {
  if (!(target instanceof Element) || target.closest(interactive) || window.getSelection()?.isCollapsed === false) return null;
  const activityId = target.closest("[data-activity-id]")?.getAttribute("data-activity-id");
  return activityId ? session.turnOf(activityId) : null;
}
