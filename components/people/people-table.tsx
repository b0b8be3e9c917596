"use client";
import { useEffect, useRef } from "react";
import { useListRows } from "@/components/ui/virtual-list";
import type { PersonSummary } from "@/lib/model";
import { PersonRow, rowGrid } from "./person-row";

const rowGuessPx = 49;
const overscan = 10;
const headingPx = 32;
/** On a low screen the page scrolls rather than that nobody is in sight; few people need less. */
const leastHeightPx = 256;
/** The next page is fetched when this few rows are left. */
const rowsAhead = 30;

type PeopleTableProps = { people: readonly PersonSummary[]; isMore: boolean; onReachEnd: () => void };

const columns = [
  { title: "Name" },
  { title: "Channels", isWide: true },
  { title: "Last seen" },
  { title: "Conversations", isWide: true, isNumber: true },
  { title: "Facts", isNumber: true },
  { title: "Oldest fact", isWide: true },
  { title: "Size", isWide: true, isNumber: true },
  { title: "Questions", isWide: true, isNumber: true },
  { title: "Requests", isWide: true, isNumber: true },
];

/** Only the rows in sight are drawn: there may be a million people. */
export function PeopleTable({ people, isMore, onReachEnd }: PeopleTableProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const { virtual: rows, focus } = useListRows({
    items: people,
    keyOf: ({ personId }) => personId,
    getScroller: () => scroller.current,
    rowGuessPx,
    overscan,
  });
  const shown = rows.getVirtualItems();
  const lastShown = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (isMore && lastShown >= people.length - rowsAhead) onReachEnd();
  }, [isMore, lastShown, people.length, onReachEnd]);
  const now = Date.now();
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows of a table cannot be placed where they belong without drawing all before them
    <div
      role="table"
      aria-label="People"
      aria-rowcount={isMore ? -1 : people.length + 1}
      className="flex flex-col overflow-hidden rounded-lg border border-line text-sm"
      style={{ minHeight: Math.min(leastHeightPx, headingPx + rows.getTotalSize()) }}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: see above */}
      <div
        role="row"
        tabIndex={-1}
        aria-rowindex={1}
        className={`${rowGrid} border-b border-line bg-raised py-1.5 text-xs font-medium text-muted`}
      >
        {columns.map(({ title, isWide, isNumber }) => (
          // biome-ignore lint/a11y/useSemanticElements: see above
          // biome-ignore lint/a11y/useFocusableInteractive: nothing is done at a heading
          <span key={title} role="columnheader" className={`${isWide ? "max-lg:hidden" : ""} ${isNumber ? "text-right" : ""}`}>
            {title}
          </span>
        ))}
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: see above */}
      <div ref={scroller} role="rowgroup" className="relative min-h-0 overflow-y-auto">
        <div role="presentation" className="relative" style={{ height: rows.getTotalSize() }}>
          {shown.map(({ key, index, start }) => {
            const person = people[index];
            return (
              person && (
                <PersonRow
                  key={String(key)}
                  ref={rows.measureElement}
                  person={person}
                  index={index}
                  startPx={start}
                  now={now}
                  onFocus={focus}
                />
              )
            );
          })}
        </div>
      </div>
    </div>
  );
}
