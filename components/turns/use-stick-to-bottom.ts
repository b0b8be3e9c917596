"use client";
import { type RefObject, useCallback, useEffect, useRef, useState } from "react";

const nearPx = 24;

/** Whether a scroll area shows its end; it is kept there while it grows, unless the person scrolled away, or it starts elsewhere. */
export function useStickToBottom(scroller: RefObject<HTMLElement | null>, contentHeight: number, startsAtBottom: boolean) {
  const sticks = useRef(startsAtBottom);
  const [isAtBottom, setIsAtBottom] = useState(true);
  const onScroll = useCallback(() => {
    const element = scroller.current;
    if (!element) return;
    sticks.current = element.scrollHeight - element.scrollTop - element.clientHeight < nearPx;
    setIsAtBottom(sticks.current);
  }, [scroller]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height is what this follows
  useEffect(() => {
    const element = scroller.current;
    if (!sticks.current) onScroll();
    else if (element) element.scrollTop = element.scrollHeight;
  }, [scroller, contentHeight]);
  const goToBottom = useCallback(() => {
    sticks.current = true;
    setIsAtBottom(true);
    if (scroller.current) scroller.current.scrollTop = scroller.current.scrollHeight;
  }, [scroller]);
  return { isAtBottom, onScroll, goToBottom };
}
