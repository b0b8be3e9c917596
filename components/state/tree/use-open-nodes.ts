"use client";
import { useCallback, useEffect, useMemo, useState } from "react";
import * as z from "zod";
import { formatPointer, parsePointer, type Scope } from "@/lib/model";
import type { IsOpen } from "./tree-rows";

/** What the tester opened or closed by hand; everything else follows the rule below. */
const storedNodes = z.array(z.tuple([z.string(), z.boolean()]));
const maxStored = 2000;

export type OpenNodes = {
  isOpen: (scope: Scope) => IsOpen;
  setOpen: (scope: Scope, pointer: string, isOpen: boolean) => void;
  /** Opens all that lies above a place. */
  openTo: (scope: Scope, pointer: string) => void;
};

/** A few levels of small things are open at first sight; long lists wait to be asked. Dialog stacks lie deep in each other. */
function isOpenByDefault(scope: Scope, level: number, childCount: number): boolean {
  if (level === 1) return childCount <= 100;
  return level <= (scope === "dialog" ? 9 : 3) && childCount <= 20;
}

/** Kept for this tab by scope and path, so that a reload and the next conversation look as they were left. */
export function useOpenNodes(storageKey = "turnscope.state.open"): OpenNodes {
  const [chosen, setChosen] = useState(() => readStored(storageKey));

  const change = useCallback((changes: [string, boolean][]) => {
    setChosen((previous) => {
      const next = new Map(previous);
      for (const [key, isOpen] of changes) {
        next.delete(key);
        next.set(key, isOpen);
      }
      return next;
    });
  }, []);
  useEffect(() => writeStored(storageKey, chosen), [storageKey, chosen]);

  const isOpen = useCallback(
    (scope: Scope): IsOpen =>
      (pointer, level, childCount) =>
        chosen.get(scope + pointer) ?? isOpenByDefault(scope, level, childCount),
    [chosen],
  );
  const setOpen = useCallback((scope: Scope, pointer: string, isNowOpen: boolean) => change([[scope + pointer, isNowOpen]]), [change]);
  const openTo = useCallback(
    (scope: Scope, pointer: string) => {
      const path = parsePointer(pointer);
      change(path.slice(0, -1).map((_, index) => [scope + formatPointer(path.slice(0, index + 1)), true]));
    },
    [change],
  );
  return useMemo(() => ({ isOpen, setOpen, openTo }), [isOpen, setOpen, openTo]);
}

function readStored(storageKey: string): ReadonlyMap<string, boolean> {
  try {
    const text = globalThis.sessionStorage?.getItem(storageKey);
    return new Map(text ? storedNodes.catch([]).parse(JSON.parse(text)) : []);
  } catch {
    // Blocked or not ours: the tree opens by its rule.
    return new Map();
  }
}

function writeStored(storageKey: string, nodes: ReadonlyMap<string, boolean>): void {
  try {
    globalThis.sessionStorage?.setItem(storageKey, JSON.stringify([...nodes].slice(-maxStored)));
  } catch {
    // Full or blocked: it still holds until the page is reloaded.
  }
}
