"use client";
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { TreeRow } from "./tree-rows";

/** A place to bring into view. Each wish is a new object, and is granted once. */
export type Reveal = { pointer: string };

const granted = new WeakSet<Reveal>();

type RowFocusInput = { rows: readonly TreeRow[]; tree: RefObject<HTMLElement | null>; reveal: Reveal | null };

/** One row of a tree can be reached with Tab; the keys move it. It stays at its place when the row it was on goes away. */
export function useRowFocus({ rows, tree, reveal }: RowFocusInput) {
  const [active, setActive] = useState<{ id: string } | null>(null);
  const wantsFocus = useRef<string | null>(null);
  const hasFocus = useRef(false);
  const lastIndex = useRef(0);

  const found = active ? rows.findIndex((row) => row.id === active.id) : 0;
  const activeIndex = found >= 0 ? found : Math.min(lastIndex.current, rows.length - 1);
  const activeId = rows[activeIndex]?.id ?? "";

  const activate = useCallback((id: string) => setActive({ id }), []);
  const focusRow = useCallback((id: string) => {
    wantsFocus.current = id;
    // Always a new object: the row may be active already and only have to get the focus back.
    setActive({ id });
  }, []);

  useEffect(() => {
    if (!reveal || granted.has(reveal)) return;
    granted.add(reveal);
    focusRow(reveal.pointer);
  }, [reveal, focusRow]);

  useLayoutEffect(() => {
    lastIndex.current = Math.max(activeIndex, 0);
    // A focused row that is taken away leaves the focus on nothing at all.
    const isLost = hasFocus.current && document.activeElement === document.body;
    if (wantsFocus.current !== activeId && !isLost) return;
    const element = findRow(tree.current, activeId);
    if (!element) return;
    wantsFocus.current = null;
    element.focus({ preventScroll: true });
    element.scrollIntoView({ block: "nearest" });
  });

  const focusEvents = {
    onFocus: (event: { target: Element }) => {
      hasFocus.current = true;
      // Screen readers move the focus without a key or a click of ours.
      const id = event.target.getAttribute("data-row");
      if (id !== null) setActive((now) => (now?.id === id ? now : { id }));
    },
    onBlur: (event: { target: Element }) => {
      if (event.target.isConnected) hasFocus.current = false;
    },
  };

  return { activeId, activeIndex, activate, focusRow, focusEvents };
}

export function findRow(tree: HTMLElement | null, id: string): HTMLElement | null {
  return tree?.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`) ?? null;
}
