"use client";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useLayoutEffect, useRef, useState } from "react";
import type { DictionaryPath } from "@/lib/model";
import { PathRow, rowColumns } from "./path-row";

type PathListProps = {
  paths: readonly DictionaryPath[];
  chosen: ReadonlySet<string>;
  onChoose: (ids: readonly string[], isChosen: boolean) => void;
  onOpen: (path: DictionaryPath) => void;
  scroller: RefObject<HTMLElement | null>;
};

const rowGuessPx = 60;
const overscan = 12;

/** The facts, of which only those in sight are drawn: a bot that makes up names has thousands. */
export function PathList({ paths, chosen, onChoose, onOpen, scroller }: PathListProps) {
  const list = useRef<HTMLUListElement>(null);
  const [scrollMargin, setScrollMargin] = useState(0);
  const rows = useVirtualizer({
    count: paths.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowGuessPx,
    getItemKey: (index) => paths[index]?.id ?? index,
    overscan,
    scrollMargin,
  });
  useLayoutEffect(() => {
    const frame = scroller.current;
    const top = list.current?.getBoundingClientRect().top ?? 0;
    if (frame) setScrollMargin(top - frame.getBoundingClientRect().top + frame.scrollTop);
  }, [scroller]);
  const areAllChosen = paths.length > 0 && paths.every(({ id }) => chosen.has(id));
  const now = Date.now();
  return (
    <div className="overflow-hidden rounded-lg border border-line">
      <div className={`${rowColumns} border-b border-line bg-raised px-3 py-1.5 text-xs text-muted`}>
        <input
          type="checkbox"
          aria-label="Choose all that are listed"
          checked={areAllChosen}
          onChange={({ target }) =>
            onChoose(
              paths.map(({ id }) => id),
              target.checked,
            )
          }
          className="size-4"
        />
        <span>Fact</span>
        <span className="max-md:hidden">Examples</span>
        <span className="max-md:hidden">Who has it</span>
        <span className="max-md:hidden">Last written</span>
      </div>
      <ul ref={list} aria-label="Facts" className="relative" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ key, index, start }) => {
          const path = paths[index];
          if (!path) return null;
          return (
            <li
              key={key}
              ref={rows.measureElement}
              data-index={index}
              aria-setsize={paths.length}
              aria-posinset={index + 1}
              className="absolute inset-x-0 top-0"
              style={{ transform: `translateY(${start - scrollMargin}px)` }}
            >
              <PathRow
                path={path}
                isChosen={chosen.has(path.id)}
                onChoose={(isChosen) => onChoose([path.id], isChosen)}
                onOpen={() => onOpen(path)}
                now={now}
              />
            </li>
          );
        })}
      </ul>
    </div>
  );
}
