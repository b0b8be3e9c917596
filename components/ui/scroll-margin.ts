"use client";
import { type RefObject, useLayoutEffect, useState } from "react";

/** Drawn rows with one that stays wherever it is: it has the focus. */
export function withKept(indexes: number[], kept: number): number[] {
  if (kept < 0 || indexes.includes(kept)) return indexes;
  return [...indexes, kept].sort((a, b) => a - b);
}

/** How far a list lies below the top of the scroll area that it shares with what is above it, which may grow. */
export function useScrollMargin(list: RefObject<HTMLElement | null>, scroller: HTMLElement | null, isEnabled: boolean): number {
  const [margin, setMargin] = useState(0);
  useLayoutEffect(() => {
    const element = list.current;
    if (!isEnabled || !scroller || !element) return;
    const measure = () => {
      const distance = element.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop;
      setMargin(Math.round(distance));
    };
    measure();
    const observer = new ResizeObserver(measure);
    for (const child of scroller.children) observer.observe(child);
    return () => observer.disconnect();
  }, [list, scroller, isEnabled]);
  return margin;
}
