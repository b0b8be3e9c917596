"use client";
import type { Past } from "@/components/time-travel/use-time-travel";
import { announceChanges } from "@/components/turns/change-words";
import { useConversation } from "./conversation-context";

/** Tells screen readers what a turn or a write did to the state; and, in the past, which moment is shown and that time goes on. */
export function ChangeAnnouncer({ past }: { past: Past | null }) {
  const { changes, turns } = useConversation();
  const last = turns.at(-1);
  const failure = last?.error ? `Turn ${last.number} failed: ${last.error.name}. ` : "";
  return (
    <p aria-live="polite" className="sr-only" data-announcer="state">
      {past ? announcePast(past) : `${failure}${announceChanges(changes) ?? ""}`}
    </p>
  );
}

function announcePast({ moment, happened, isPending, changes, newerCount }: Past): string {
  if (isPending) return "";
  const newer = newerCount === 0 ? "" : ` ${newerCount} newer ${newerCount === 1 ? "turn" : "turns"}.`;
  if (moment.isBefore) return `The past, before ${happened}.${newer}`;
  return `The past, after ${happened}: ${announceChanges(changes) ?? "no changes"}.${newer}`;
}
