"use client";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { type DeepLink, nowhere, type TurnTab } from "@/components/workbench/deep-link";
import { usePlace } from "@/components/workbench/use-place";
import { type Moment, momentOfLink, toLink } from "./moment";

/** Browsers refuse to write the address more often than that; dragging along the timeline would. */
const addressDelayMs = 200;

export type MomentChoice = {
  /** The place named by the address; its moment may be a little behind. */
  place: DeepLink;
  moment: Moment | null;
  /** The part of the turn that is opened; null while none is. */
  tab: TurnTab | null;
  choose: (moment: Moment | null) => void;
  openTurn: (turn: number, tab?: TurnTab) => void;
  closeTurn: () => void;
  toggleBefore: () => void;
};

type Chosen = { moment: Moment | null; tab: TurnTab | null };

const chosenOf = (link: DeepLink): Chosen => ({ moment: momentOfLink(link), tab: link.tab });

/** Which moment of the conversation is looked at; kept in the address, so that it can be linked. */
export function useMoment(conversationId: string): MomentChoice {
  const [place, setPlace] = usePlace(conversationId);
  const [chosen, setChosen] = useState<Chosen>(() => chosenOf(place));
  const isWritten = useRef(true);

  useEffect(() => {
    if (isWritten.current) return;
    const timer = setTimeout(() => {
      isWritten.current = true;
      setPlace({ ...nowhere, ...toLink(chosen.moment), tab: chosen.tab });
    }, addressDelayMs);
    return () => clearTimeout(timer);
  }, [chosen, setPlace]);
  useEffect(() => {
    // Somebody followed a link to another moment of the same conversation.
    if (isWritten.current) setChosen(chosenOf(place));
  }, [place]);

  const change = useCallback((next: (before: Chosen) => Chosen) => {
    isWritten.current = false;
    setChosen(next);
  }, []);
  const actions = useMemo(
    () => ({
      choose: (moment: Moment | null) => change(() => ({ moment, tab: null })),
      openTurn: (turn: number, tab?: TurnTab) =>
        change((before) => ({ moment: { kind: "turn", turn, isBefore: false }, tab: tab ?? before.tab ?? "changes" })),
      closeTurn: () => change((before) => ({ ...before, tab: null })),
      toggleBefore: () =>
        change((before) => ({ ...before, moment: before.moment && { ...before.moment, isBefore: !before.moment.isBefore } })),
    }),
    [change],
  );
  return useMemo(() => ({ place, ...chosen, ...actions }), [place, chosen, actions]);
}
