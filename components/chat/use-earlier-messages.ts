"use client";
import { type RefObject, useCallback, useEffect, useRef, useState } from "react";
import type { ChatSession } from "./chat-session";

const nearTopPx = 160;
const nearEndPx = 24;
/** Long enough for a page of messages to be drawn, and to have moved the place of reading away from the top. */
const settleMs = 60;

type EarlierMessages = { isNearTop: boolean; loadEarlier: () => void; onScroll: () => void };

/** Loads the messages before those that are held when one scrolls towards the first of them, a page at a time. */
export function useEarlierMessages(session: ChatSession, container: RefObject<HTMLElement | null>): EarlierMessages {
  const [isNearTop, setIsNearTop] = useState(false);
  const isBusy = useRef(false);
  const scroller = useCallback(() => container.current?.querySelector(".chat-scroller"), [container]);

  const loadEarlier = useCallback(async (): Promise<void> => {
    if (isBusy.current || !session.getState().hasEarlier) return;
    isBusy.current = true;
    await session.loadEarlier();
    setTimeout(() => {
      isBusy.current = false;
      // At the very top there is nothing left to scroll, so no event asks for the next page.
      if (scroller()?.scrollTop === 0) void loadEarlier();
    }, settleMs);
  }, [session, scroller]);

  const onScroll = useCallback(() => {
    const panel = scroller();
    if (!panel) return;
    session.setAtEnd(panel.scrollHeight - panel.scrollTop - panel.clientHeight < nearEndPx);
    setIsNearTop(panel.scrollTop < nearTopPx);
    if (panel.scrollTop < nearTopPx && panel.scrollHeight > panel.clientHeight) void loadEarlier();
  }, [session, scroller, loadEarlier]);

  // A tall pane may have nothing to scroll.
  useEffect(() => {
    const panel = scroller();
    if (panel && panel.scrollHeight <= panel.clientHeight) setIsNearTop(true);
  });
  return { isNearTop, loadEarlier: () => void loadEarlier(), onScroll };
}
