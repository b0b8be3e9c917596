"use client";
import { useMemo, useState } from "react";
import { type AllScopes, countChanges, type Scope, type ScopeCounts } from "@/lib/model";
import type { StateColumnProps } from "../state-column";
import type { ChangeMarks } from "../tree/change-marks";
import { type OpenNodes, useOpenNodes } from "../tree/use-open-nodes";
import { type Editing, useEditing } from "../writing/use-editing";
import { useCollapsed } from "./use-collapsed";
import { useMarks } from "./use-marks";
import { useNow } from "./use-now";
import { type Pins, usePins } from "./use-pins";
import { useReveal } from "./use-reveal";
import { type StateSearch, useSearch } from "./use-search";
import { useSteadyScopes } from "./use-steady-scopes";

/** All that the parts of the column share. */
export type ColumnView = Omit<StateColumnProps, "state" | "isReadOnly"> & {
  state: AllScopes;
  isReadOnly: boolean;
  now: number;
  open: OpenNodes;
  pins: Pins;
  marks: Record<Scope, ChangeMarks>;
  counts: ScopeCounts;
  search: StateSearch;
  folding: ReturnType<typeof useCollapsed>;
  reveal: ReturnType<typeof useReveal>;
  editing: Editing;
  /** State and not a ref: the trees inside are mounted first and must hear of it. */
  scroller: HTMLDivElement | null;
  setScroller: (element: HTMLDivElement | null) => void;
};

export function useColumnView(props: StateColumnProps & { state: AllScopes }): ColumnView {
  const { changes, readOnlyReason = null, place = null } = props;
  const isReadOnly = props.isReadOnly || readOnlyReason !== null;
  const state = useSteadyScopes(props.state);
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null);
  const open = useOpenNodes();
  const folding = useCollapsed();
  return {
    ...props,
    state,
    isReadOnly,
    open,
    folding,
    now: useNow(),
    pins: usePins(props.botId),
    marks: useMarks(changes),
    counts: useMemo(() => countChanges(changes), [changes]),
    search: useSearch(state),
    reveal: useReveal({ openTo: open.openTo, setCollapsed: folding.setCollapsed, place }),
    editing: useEditing(state, props.actions),
    scroller,
    setScroller,
  };
}
