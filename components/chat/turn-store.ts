"use client";
import { createContext, useContext, useSyncExternalStore } from "react";
import type { TurnSummary } from "@/lib/model";

/** The turns by the activity that caused them. A message is drawn again only when its own turn changes, not with each new one. */
export class TurnStore {
  private turns: ReadonlyMap<string, TurnSummary> = new Map();
  private readonly listeners = new Set<() => void>();

  set(turns: readonly TurnSummary[]): void {
    this.turns = new Map(turns.map((turn) => [turn.activityId, turn]));
    for (const listener of this.listeners) listener();
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
