"use client";
import { useEffect, useId, useSyncExternalStore } from "react";

export const commandGroups = ["Conversation", "Turns", "State", "Go to", "Bots", "Recent conversations", "Page"] as const;
export type CommandGroup = (typeof commandGroups)[number];

/** Something a person can do here: listed in the palette, and on a key when it has one. */
export type Command = {
  id: string;
  group: CommandGroup;
  title: string;
  run: () => void;
  /** "n", "?" or "mod+k"; `mod` is Ctrl, and Command on a Mac. */
  keys?: string;
  /** More words to find it by. */
  keywords?: string[];
};

const none: Command[] = [];
const sets = new Map<string, Command[]>();
const listeners = new Set<() => void>();
let all: Command[] = none;

function announce(): void {
  all = [...sets.values()].flat();
  for (const listener of listeners) listener();
}

/** All commands of what is on the screen now. */
export const listCommands = (): Command[] => all;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useCommands = (): Command[] =>
  useSyncExternalStore(
    subscribe,
    () => all,
    () => none,
  );

/** Offers commands for as long as the component that calls this is on the screen. Pass a memoised list. */
export function useOfferCommands(commands: Command[]): void {
  const id = useId();
  useEffect(() => {
    sets.set(id, commands);
    announce();
    return () => {
      sets.delete(id);
      announce();
    };
  }, [id, commands]);
}
