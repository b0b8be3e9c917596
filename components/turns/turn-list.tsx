"use client";
import { ArrowDown } from "lucide-react";
import { type KeyboardEvent, type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useRef } from "react";
import type { LostValueFilter } from "@/components/lost-values/lost-value-calls";
import { type Command, useOfferCommands } from "@/components/shell/commands";
import { Button } from "@/components/ui/button";
import { type ListRows, useListRows, VirtualRows } from "@/components/ui/virtual-list";
import type { TimelineItem } from "./timeline";
import { TurnRow } from "./turn-row";
import { useStickToBottom } from "./use-stick-to-bottom";

type TurnListProps = {
  items: TimelineItem[];
  myName: string;
  otherName: (userId: string) => string | null;
  selectedKey: string | null;
  onSelect: (key: string | null) => void;
  onPress: () => void;
  onOpen: (turnNumber: number) => void;
  onShowLost: (filter: LostValueFilter) => void;
  onReachTop: () => void;
};

const rowGuessPx = 54;
const overscan = 8;
const nearTopPx = 200;

/** Where a key leads from the chosen row; null for keys that lead nowhere. */
function targetIndex(key: string, selected: number, count: number): number | null {
  const last = count - 1;
  if (key === "ArrowDown") return selected === -1 ? count : selected + 1;
  if (key === "ArrowUp") return selected === -1 ? last : selected - 1;
  if (key === "Home") return 0;
  return key === "End" ? last : null;
}

/** The rows, of which only those in sight are drawn; newest at the bottom, where it stays unless one scrolls away. */
export function TurnList({ items, myName, otherName, selectedKey, onSelect, onPress, onOpen, onShowLost, onReachTop }: TurnListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const listRows = useListRows({ items, keyOf: ({ key }) => key, getScroller: () => scroller.current, rowGuessPx, overscan });
  const rows = listRows.virtual;
  const height = rows.getTotalSize();
  const selectedIndex = items.findIndex((item) => item.key === selectedKey);
  const { isAtBottom, onScroll, goToBottom } = useStickToBottom(scroller, height, selectedIndex === -1);
  const tabStop = selectedIndex === -1 ? items.length - 1 : selectedIndex;

  const select = useCallback(
    (wanted: number) => {
      // After the newest comes now.
      onSelect(items[Math.max(0, wanted)]?.key ?? null);
    },
    [items, onSelect],
  );
  const step = useCallback(
    (key: "ArrowDown" | "ArrowUp") => select(targetIndex(key, selectedIndex, items.length) ?? 0),
    [select, selectedIndex, items.length],
  );
  useTurnCommands(step, selectedIndex === -1 ? undefined : items[selectedIndex], onOpen);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each choice, also one made in the chat, and not when rows are added
  useEffect(() => {
    if (selectedIndex !== -1) rows.scrollToIndex(selectedIndex, { align: "auto" });
  }, [selectedKey, rows]);
  useKeepPlace(scroller, items, rows);
  const wantFocus = useFocusWhenDrawn(scroller, selectedKey);

  const reachTop = useCallback(() => {
    if ((scroller.current?.scrollTop ?? 0) < nearTopPx) onReachTop();
  }, [onReachTop]);
  useEffect(() => {
    // Too few rows to scroll: the top is in sight without anybody going there.
    if (height <= (scroller.current?.clientHeight ?? 0)) onReachTop();
  }, [height, onReachTop]);

  const onKeyDown = (event: KeyboardEvent) => {
    const item = rowItemAt(event.target, items);
    if (item?.kind === "turn" && event.key === "Enter") {
      event.preventDefault();
      return onOpen(item.turn.number);
    }
    const target = targetIndex(event.key, selectedIndex, items.length);
    if (target === null) return;
    event.preventDefault();
    if (items[target]) wantFocus();
    select(target);
  };

  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrow keys move between the rows inside */}
      <div
        ref={scroller}
        onScroll={() => {
          onScroll();
          reachTop();
        }}
        onKeyDown={onKeyDown}
        className="relative min-h-0 grow overflow-y-auto [overflow-anchor:none]"
      >
        <VirtualRows rows={listRows} items={items}>
          {(item, index) => (
            <TurnRow
              item={item}
              myName={myName}
              otherName={otherName}
              isSelected={item.key === selectedKey}
              isTabStop={index === tabStop}
              onChoose={() => {
                onSelect(item.key);
                onPress();
              }}
              onOpen={onOpen}
              onShowLost={onShowLost}
            />
          )}
        </VirtualRows>
      </div>
      {!isAtBottom && (
        <Button size="sm" onClick={goToBottom} className="absolute bottom-3 left-1/2 -translate-x-1/2 rounded-full shadow-raised">
          <ArrowDown aria-hidden="true" className="size-3.5" /> Newest
        </Button>
      )}
    </>
  );
}

/** The row that has the focus; null when something inside a row has it. */
function rowItemAt(target: EventTarget, items: readonly TimelineItem[]): TimelineItem | undefined {
  const key = target instanceof HTMLElement ? target.dataset.timelineKey : undefined;
  return key === undefined ? undefined : items.find((item) => item.key === key);
}

/** Focuses the chosen row once it is drawn: one far away is not, until the list has scrolled there. */
function useFocusWhenDrawn(scroller: RefObject<HTMLElement | null>, selectedKey: string | null): () => void {
  const isWanted = useRef(false);
  useEffect(() => {
    if (!isWanted.current || selectedKey === null) return;
    const row = scroller.current?.querySelector<HTMLElement>(`[data-timeline-key="${selectedKey}"]`);
    if (!row) return;
    isWanted.current = false;
    row.focus({ preventScroll: true });
  });
  return useCallback(() => {
    isWanted.current = true;
  }, []);
}

/** Earlier turns put in front must not move what the person is looking at. */
function useKeepPlace(scroller: RefObject<HTMLElement | null>, items: TimelineItem[], rows: ListRows["virtual"]): void {
  const firstKey = useRef<string | null>(null);
  useLayoutEffect(() => {
    const shift = firstKey.current === null ? 0 : items.findIndex((item) => item.key === firstKey.current);
    firstKey.current = items[0]?.key ?? null;
    const start = shift > 0 ? rows.measurementsCache[shift]?.start : undefined;
    if (start !== undefined && scroller.current) scroller.current.scrollTop += start;
  }, [scroller, items, rows]);
}

function useTurnCommands(
  step: (key: "ArrowDown" | "ArrowUp") => void,
  chosen: TimelineItem | undefined,
  onOpen: (turnNumber: number) => void,
): void {
  const chosenTurn = chosen?.kind === "turn" ? chosen.turn.number : null;
  const commands = useMemo<Command[]>(
    () => [
      { id: "next-turn", group: "Turns", title: "Next turn", keys: "j", run: () => step("ArrowDown") },
      { id: "previous-turn", group: "Turns", title: "Previous turn", keys: "k", run: () => step("ArrowUp") },
      ...(chosenTurn === null ? [] : [openCommand(chosenTurn, onOpen)]),
    ],
    [step, chosenTurn, onOpen],
  );
  useOfferCommands(commands);
}

function openCommand(turn: number, onOpen: (turnNumber: number) => void): Command {
  return { id: "open-turn", group: "Turns", title: `Open turn ${turn}`, keys: "i", keywords: ["inspect"], run: () => onOpen(turn) };
}
