"use client";
import { useState } from "react";
import { VirtualList } from "@/components/ui/virtual-list";
import type { ProtocolExchange } from "@/lib/model";
import { ExchangeRow } from "./exchange-row";

type ExchangeListProps = {
  exchanges: readonly ProtocolExchange[];
  /** The scroll area of the page; null until it is there. */
  scroller: HTMLElement | null;
};

const rowGuessPx = 34;
const overscan = 16;

export function ExchangeList({ exchanges, scroller }: ExchangeListProps) {
  const { isOpen, toggle } = useOpenExchanges();
  return (
    <VirtualList
      label="Exchanges"
      items={exchanges}
      keyOf={({ seq }) => seq}
      scroller={scroller}
      rowGuessPx={rowGuessPx}
      overscan={overscan}
      className="border-b border-line"
    >
      {(exchange) => <ExchangeRow exchange={exchange} isOpen={isOpen(exchange.seq)} onToggle={() => toggle(exchange.seq)} />}
    </VirtualList>
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
