"use client";
import { useLayoutEffect } from "react";

/** What had the focus, or what it will go back to: a menu that is closing gives it to its button. */
function focusedNow(): HTMLElement | null {
  const { activeElement } = document;
  if (!(activeElement instanceof HTMLElement)) return null;
  if (!activeElement.closest("[role='menu']")) return activeElement;
  return document.querySelector<HTMLElement>("[aria-haspopup='menu'][aria-expanded='true']");
}

/**
 * Gives the focus back when a popup goes, also when it is taken off the page at once, which the component library does not see.
 * Focus that has moved somewhere on purpose stays there.
 */
export function useReturnFocus(isOpen: boolean): void {
  useLayoutEffect(() => {
    if (!isOpen) return;
    const before = focusedNow();
    return () => {
      requestAnimationFrame(() => {
        if (document.activeElement === document.body && before?.isConnected) before.focus();
      });
    };
  }, [isOpen]);
}
