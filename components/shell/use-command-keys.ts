"use client";
import { useEffect } from "react";
import { hasSingleKeys } from "@/components/settings/preferences";
import { listCommands } from "./commands";
import { isKeyTaken, nameKeyPress } from "./key-press";

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  const keys = nameKeyPress(event);
  if (keys === null) return;
  const isSingle = !keys.startsWith("mod+");
  if (isSingle && (isKeyTaken(event.target) || !hasSingleKeys.get())) return;
  const command = listCommands().find((offered) => offered.keys === keys);
  if (!command) return;
  event.preventDefault();
  command.run();
}

/** Runs the commands on the screen by their keys; once per page. */
export function useCommandKeys(): void {
  useEffect(() => {
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);
}
