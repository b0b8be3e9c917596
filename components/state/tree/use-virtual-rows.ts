"use client";
import { defaultRangeExtractor, type Range, useVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useCallback } from "react";
import { useScrollMargin, withKept } from "@/components/ui/scroll-margin";
import { rowHeightPx } from "./tree-row";
import type { TreeRow } from "./tree-rows";

/** Below this all rows are drawn: the browser's own search finds them, and nothing has to be measured. */
const maxPlainRows = 120;

type DrawnRow = { row: TreeRow; index: number; gapPx: number };
type VirtualRows = { drawn: DrawnRow[]; restPx: number; measure: (element: HTMLElement | null) => void };

type VirtualRowsInput = {
  rows: readonly TreeRow[];
  /** Always drawn, wherever it is: it has the focus or a form in it. */
  keptIndex: number;
  tree: RefObject<HTMLElement | null>;
  /** Null until it is on the page. */
  scroller: HTMLElement | null;
};

/** The rows near what is visible in the scroll area that the tree shares with its neighbours. */
export function useVirtualRows({ rows, keptIndex, tree, scroller }: VirtualRowsInput): VirtualRows {
  const isVirtual = rows.length > maxPlainRows;
  const scrollMargin = useScrollMargin(tree, scroller, isVirtual);
  const rangeExtractor = useCallback((range: Range) => withKept(defaultRangeExtractor(range), keptIndex), [keptIndex]);
  const virtualizer = useVirtualizer<HTMLElement, HTMLElement>({
    count: rows.length,
    enabled: isVirtual,
    getScrollElement: () => scroller,
    estimateSize: () => rowHeightPx,
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 16,
    scrollMargin,
    rangeExtractor,
  });
  if (!isVirtual) return { drawn: rows.map((row, index) => ({ row, index, gapPx: 0 })), restPx: 0, measure: ignore };

  let end = scrollMargin;
  const drawn = virtualizer.getVirtualItems().flatMap((item) => {
    const row = rows[item.index];
    const gapPx = item.start - end;
    end = item.end;
    return row ? [{ row, index: item.index, gapPx }] : [];
  });
  return { drawn, restPx: Math.max(virtualizer.getTotalSize() + scrollMargin - end, 0), measure: virtualizer.measureElement };
}

function ignore(): void {}
