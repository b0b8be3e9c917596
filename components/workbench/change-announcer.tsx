"use client";
import { announceChanges } from "@/components/turns/change-words";
import { useConversation } from "./conversation-context";

/** Tells screen readers what a turn or a write did to the state. */
export function ChangeAnnouncer() {
  const { changes, turns } = useConversation();
  const last = turns.at(-1);
  const failure = last?.error ? `Turn ${last.number} failed: ${last.error.name}. ` : "";
  return (
    <p aria-live="polite" className="sr-only" data-announcer="state">
      {failure}
      {announceChanges(changes)}
    </p>
  );
}
