"use client";
import { defaultRangeExtractor, type Range, useVirtualizer, type Virtualizer } from "@tanstack/react-virtual";
import { type ReactNode, type Ref, useCallback, useRef, useState } from "react";
import { cx } from "./cx";
import { useScrollMargin, withKept } from "./scroll-margin";

type Key = string | number;

type ListRowsInput<Item> = {
  items: readonly Item[];
  keyOf: (item: Item) => Key;
  /** The scroll area; null until it is there. */
  getScroller: () => HTMLElement | null;
  rowGuessPx: number;
  overscan?: number;
  /** How far the list lies below the top of its scroll area. */
  scrollMargin?: number;
};

/** Which rows of a list are drawn: those in sight, and the one that has the focus. */
export type ListRows = { virtual: Virtualizer<HTMLElement, HTMLElement>; marginPx: number; focus: (key: Key | null) => void };

export function useListRows<Item>({
  items,
  keyOf,
  getScroller,
  rowGuessPx,
  overscan = 12,
  scrollMargin = 0,
}: ListRowsInput<Item>): ListRows {
  const [focused, focus] = useState<Key | null>(null);
  const keptIndex = focused === null ? -1 : items.findIndex((item) => keyOf(item) === focused);
  const virtual = useVirtualizer<HTMLElement, HTMLElement>({
    count: items.length,
    getScrollElement: getScroller,
    estimateSize: () => rowGuessPx,
    getItemKey: (index) => {
      const item = items[index];
      return item === undefined ? index : keyOf(item);
    },
    overscan,
    scrollMargin,
    rangeExtractor: useCallback((range: Range) => withKept(defaultRangeExtractor(range), keptIndex), [keptIndex]),
  });
  return { virtual, marginPx: scrollMargin, focus };
}

type VirtualRowsProps<Item> = {
  rows: ListRows;
  items: readonly Item[];
  /** Left out where what is around the list names it. */
  label?: string;
  className?: string;
  ref?: Ref<HTMLOListElement>;
  children: (item: Item, index: number) => ReactNode;
};

/** The rows that are drawn, each where it belongs; a screen reader hears how many there are. */
export function VirtualRows<Item>({ rows: { virtual, marginPx, focus }, items, label, className, ref, children }: VirtualRowsProps<Item>) {
  return (
    <ol ref={ref} aria-label={label} className="relative" style={{ height: virtual.getTotalSize() }}>
      {virtual.getVirtualItems().map(({ key, index, start }) => {
        const item = items[index];
        if (item === undefined) return null;
        return (
          <li
            key={String(key)}
            ref={virtual.measureElement}
            data-index={index}
            aria-setsize={items.length}
            aria-posinset={index + 1}
            onFocus={() => focus(key as Key)}
            onBlur={() => focus(null)}
            className={cx("absolute inset-x-0 top-0", className)}
            style={{ transform: `translateY(${start - marginPx}px)` }}
          >
            {children(item, index)}
          </li>
        );
      })}
    </ol>
  );
}

type VirtualListProps<Item> = Pick<ListRowsInput<Item>, "items" | "keyOf" | "rowGuessPx" | "overscan"> &
  Omit<VirtualRowsProps<Item>, "rows" | "ref"> & {
    /** The scroll area, which the list shares with what is above it; null until it is there. */
    scroller: HTMLElement | null;
  };

/** A list of any length within a page that scrolls. */
export function VirtualList<Item>({ scroller, items, keyOf, rowGuessPx, overscan, ...rest }: VirtualListProps<Item>) {
  const list = useRef<HTMLOListElement>(null);
  const scrollMargin = useScrollMargin(list, scroller, true);
  const rows = useListRows({ items, keyOf, getScroller: () => scroller, rowGuessPx, overscan, scrollMargin });
  return <VirtualRows ref={list} rows={rows} items={items} {...rest} />;
}
