"use client";
import { createContext, useContext, useSyncExternalStore } from "react";
import type { TurnSummary } from "@/lib/model";

/** The turns by the activity that caused them. A message is drawn again only when its own turn changes, not with each new one. */
export class TurnStore {
  private turns: ReadonlyMap<string, TurnSummary> = new Map();
  private chosen: number | null = null;
  private readonly listeners = new Set<() => void>();

  set(turns: readonly TurnSummary[]): void {
    this.turns = new Map(turns.map((turn) => [turn.activityId, turn]));
    for (const listener of this.listeners) listener();
  }

  constructor(private readonly turnOf: (activityId: string) => number | null = () => null) {}

  /** The turn that is looked at: its messages are marked. */
  choose(turn: number | null): void {
    if (turn === this.chosen) return;
    this.chosen = turn;
    for (const listener of this.listeners) listener();
  }

  isChosen(activityId: string): boolean {
    return this.chosen !== null && this.turnOf(activityId) === this.chosen;
  }

  get(activityId: string): TurnSummary | undefined {
    return this.turns.get(activityId);
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
}

export const TurnStoreContext = createContext(new TurnStore());

export function useTurnOf(activityId: string | undefined): TurnSummary | undefined {
  const store = useContext(TurnStoreContext);
  const get = () => (activityId === undefined ? undefined : store.get(activityId));
  return useSyncExternalStore(store.subscribe, get, get);
}

export function useIsChosen(activityId: string | undefined): boolean {
  const store = useContext(TurnStoreContext);
  const get = () => activityId !== undefined && store.isChosen(activityId);
  return useSyncExternalStore(store.subscribe, get, get);
}
