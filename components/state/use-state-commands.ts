"use client";
import { useEffect, useMemo, useRef } from "react";
import { type Command, useOfferCommands } from "@/components/shell/commands";
import { type Scope, scopeLabels, scopes } from "@/lib/model";

export type StateCommands = {
  search: () => void;
  toggleJson: () => void;
  /** Null where the past of a value is not known. */
  trace: (() => void) | null;
  edit: (scope: Scope) => void;
  reset: (chosen: readonly Scope[]) => void;
  undo: () => void;
};

/** Offers what the panels can do to the palette and the keys of the page. */
export function useStateCommands(commands: StateCommands, isReadOnly: boolean): void {
  const latest = useRef(commands);
  const canTrace = commands.trace !== null;
  useEffect(() => {
    latest.current = commands;
  });
  const offered = useMemo<Command[]>(() => {
    const reading: Command[] = [
      { id: "state-search", group: "State", title: "Find in state", keys: "/", keywords: ["search"], run: () => latest.current.search() },
      { id: "state-json", group: "State", title: "Show dialog JSON", keys: "d", run: () => latest.current.toggleJson() },
    ];
    if (canTrace) {
      const keywords = ["provenance", "history", "origin"];
      reading.push({
        id: "state-trace",
        group: "State",
        title: "Where from? (the chosen value)",
        keys: "w",
        keywords,
        run: () => latest.current.trace?.(),
      });
    }
    return isReadOnly ? reading : [...reading, ...writingCommands(latest)];
  }, [isReadOnly, canTrace]);
  useOfferCommands(offered);
}

function writingCommands(latest: { current: StateCommands }): Command[] {
  const nameOf = (scope: Scope) => scopeLabels[scope].toLowerCase();
  return [
    ...scopes.map(
      (scope): Command => ({
        id: `state-edit-${scope}`,
        group: "State",
        title: `Edit ${nameOf(scope)}`,
        run: () => latest.current.edit(scope),
      }),
    ),
    ...scopes.map(
      (scope): Command => ({
        id: `state-reset-${scope}`,
        group: "State",
        title: `Reset ${nameOf(scope)}`,
        run: () => latest.current.reset([scope]),
      }),
    ),
    {
      id: "state-reset-all",
      group: "State",
      title: "Reset all state",
      keywords: ["clear", "forget"],
      run: () => latest.current.reset(scopes),
    },
    { id: "state-undo", group: "State", title: "Undo the last edit or reset", run: () => latest.current.undo() },
  ];
}
