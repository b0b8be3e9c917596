"use client";
import { useCallback, useEffect, useState } from "react";
import type { Scope } from "@/lib/model";
import type { OpenNodes } from "../tree/use-open-nodes";
import type { Reveal } from "../tree/use-row-focus";

export type Place = { scope: Scope; path: string };

type RevealInput = {
  openTo: OpenNodes["openTo"];
  setCollapsed: (scope: Scope, isCollapsed: boolean) => void;
  /** A place named by the page's address: shown as soon as there is something to show. */
  place: Place | null;
};

/** Brings a place into view, wherever it is folded away. In dialog state only the JSON has all places. */
export function useReveal({ openTo, setCollapsed, place }: RevealInput) {
  const [target, setTarget] = useState<{ scope: Scope; reveal: Reveal } | null>(null);
  const [isJsonShown, setJsonShown] = useState(false);

  const revealPlace = useCallback(
    (scope: Scope, pointer: string) => {
      setCollapsed(scope, false);
      openTo(scope, pointer);
      if (scope === "dialog") setJsonShown(true);
      setTarget({ scope, reveal: { pointer } });
    },
    [openTo, setCollapsed],
  );

  useEffect(() => {
    if (place) revealPlace(place.scope, place.path);
  }, [place, revealPlace]);

  const toggleJson = useCallback(() => setJsonShown((isShown) => !isShown), []);
  return { target, revealPlace, isJsonShown, toggleJson };
}
