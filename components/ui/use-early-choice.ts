"use client";
import { type RefObject, useEffect, useRef } from "react";
import { useIsHydrated } from "./use-is-hydrated";

/**
 * Tells a select of what somebody chose in the page that the server drew, before React listened: without it the choice would stand there
 * and do nothing.
 */
export function useEarlyChoice(select: RefObject<HTMLSelectElement | null>): void {
  const isHydrated = useIsHydrated();
  const wasDrawnByServer = useRef(!isHydrated);
  useEffect(() => {
    if (!wasDrawnByServer.current || select.current === null) return;
    wasDrawnByServer.current = false;
    if (isChanged(select.current)) select.current.dispatchEvent(new Event("change", { bubbles: true }));
  }, [select]);
}

/** Whether it shows another option than the one that was drawn as chosen. */
function isChanged({ options }: HTMLSelectElement): boolean {
  const drawn = [...options].find((option) => option.hasAttribute("selected"));
  return drawn !== undefined && !drawn.selected;
}
