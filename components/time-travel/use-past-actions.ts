"use client";
import { useEffect, useMemo, useRef } from "react";
import { type Command, useOfferCommands } from "@/components/shell/commands";
import { isKeyTaken } from "@/components/shell/key-press";
import type { PastActions } from "./past-banner";
import type { MomentChoice } from "./use-moment";

/** What can be done while the past is looked at: by the banner's buttons, by name, and by key. */
export function usePastActions({ moment, choose, toggleBefore }: MomentChoice, onFork: () => void): PastActions {
  const fork = useRef(onFork);
  useEffect(() => {
    fork.current = onFork;
  });
  const actions = useMemo<PastActions>(
    () => ({ onReturn: () => choose(null), onToggleBefore: toggleBefore, onFork: () => fork.current() }),
    [choose, toggleBefore],
  );
  const isPast = moment !== null;
  const isAtTurn = moment?.kind === "turn";
  useOfferCommands(useMemo(() => (isPast ? pastCommands(actions, isAtTurn) : none), [isPast, isAtTurn, actions]));
  useEscape(isPast, actions.onReturn);
  return actions;
}

const none: Command[] = [];

function pastCommands({ onReturn, onToggleBefore, onFork }: PastActions, isAtTurn: boolean): Command[] {
  const fork: Command = { id: "fork", group: "Turns", title: "Fork from here…", keywords: ["branch", "copy"], run: onFork };
  return [
    { id: "back-to-now", group: "Turns", title: "Back to now", keywords: ["present", "live"], run: onReturn },
    { id: "before-after", group: "Turns", title: "State before or after the chosen turn", keys: "b", run: onToggleBefore },
    ...(isAtTurn ? [fork] : []),
  ];
}

/** Escape leads back to now, unless something nearer wants it: a dialog, a menu, text that is being typed. */
function useEscape(isPast: boolean, onReturn: () => void): void {
  useEffect(() => {
    if (!isPast) return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || event.defaultPrevented || isKeyTaken(withoutRange(event.target))) return;
      onReturn();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [isPast, onReturn]);
}

/** A slider is an input, but nothing is typed into it. */
function withoutRange(target: EventTarget | null): EventTarget | null {
  return target instanceof HTMLInputElement && target.type === "range" ? null : target;
}
