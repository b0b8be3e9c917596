"use client";
import { defaultRangeExtractor, type Range, useVirtualizer } from "@tanstack/react-virtual";
import { useCallback, useRef, useState } from "react";
import { useScrollMargin, withKept } from "@/components/ui/scroll-margin";
import type { ProtocolExchange } from "@/lib/model";
import { ExchangeRow } from "./exchange-row";

type ExchangeListProps = {
  exchanges: readonly ProtocolExchange[];
  /** The scroll area of the page; null until it is there. */
  scroller: HTMLElement | null;
};

const rowGuessPx = 34;
const overscan = 16;

/** The exchanges, of which only those in sight are drawn, and the one that has the focus. */
export function ExchangeList({ exchanges, scroller }: ExchangeListProps) {
  const list = useRef<HTMLOListElement>(null);
  const { isOpen, toggle } = useOpenExchanges();
  const [focused, setFocused] = useState<number | null>(null);
  const keptIndex = focused === null ? -1 : exchanges.findIndex(({ seq }) => seq === focused);
  const scrollMargin = useScrollMargin(list, scroller, true);
  const rows = useVirtualizer<HTMLElement, HTMLElement>({
    count: exchanges.length,
    getScrollElement: () => scroller,
    estimateSize: () => rowGuessPx,
    getItemKey: (index) => exchanges[index]?.seq ?? index,
    overscan,
    scrollMargin,
    rangeExtractor: useCallback((range: Range) => withKept(defaultRangeExtractor(range), keptIndex), [keptIndex]),
  });
  return (
    <ol ref={list} aria-label="Exchanges" className="relative" style={{ height: rows.getTotalSize() }}>
      {rows.getVirtualItems().map(({ key, index, start }) => {
        const exchange = exchanges[index];
        if (!exchange) return null;
        return (
          <li
            key={key}
            ref={rows.measureElement}
            data-index={index}
            aria-setsize={exchanges.length}
            aria-posinset={index + 1}
            onFocus={() => setFocused(exchange.seq)}
            onBlur={() => setFocused(null)}
            className="absolute inset-x-0 top-0 border-b border-line"
            style={{ transform: `translateY(${start - scrollMargin}px)` }}
          >
            <ExchangeRow exchange={exchange} isOpen={isOpen(exchange.seq)} onToggle={() => toggle(exchange.seq)} />
          </li>
        );
      })}
    </ol>
  );
}

/** Which ones are opened; they stay so while they are out of sight. */
function useOpenExchanges(): { isOpen: (seq: number) => boolean; toggle: (seq: number) => void } {
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const toggle = (seq: number) =>
    setOpen((before) => {
      const now = new Set(before);
      if (!now.delete(seq)) now.add(seq);
      return now;
    });
  return { isOpen: (seq) => open.has(seq), toggle };
}
