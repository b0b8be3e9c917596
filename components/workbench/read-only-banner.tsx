"use client";
import { Lock } from "lucide-react";

/** Above a conversation that was opened from a file. */
export function ReadOnlyBanner() {
  return (
    <p role="note" className="flex items-center gap-2 border-b border-line bg-changed-wash px-3 py-1.5 text-sm">
      <Lock aria-hidden="true" className="size-4 shrink-0 text-muted" />
      Opened from a file: it can be looked at, not talked in or changed.
    </p>
  );
}
