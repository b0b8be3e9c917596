"use client";
import { Lock } from "lucide-react";
import type { ConversationOrigin, OverwritePolicy } from "@/lib/model";

/** Above a conversation that was opened from a file; a bug bundle also says how the bot was run where it comes from. */
export function ReadOnlyBanner({ origin }: { origin: ConversationOrigin | null }) {
  return (
    <div role="note" className="flex items-start gap-2 border-b border-line bg-changed-wash px-3 py-1.5 text-sm">
      <Lock aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-muted" />
      <div className="flex min-w-0 flex-wrap gap-x-4">
        <p>Opened from a file: it can be looked at, not talked in or changed.</p>
        {origin && <p className="wrap-anywhere text-muted">{describeOrigin(origin)}</p>}
      </div>
    </div>
  );
}

const policyWords: Record<OverwritePolicy, string> = {
  sdk: "the last to write won",
  protect: "edits were protected",
  strict: "saving over a newer value failed",
};

function describeOrigin({ botVersion, overwritePolicy, overlapTurns }: ConversationOrigin): string {
  // A file of another time may name a policy that is not known here.
  const policy = new Map(Object.entries(policyWords)).get(overwritePolicy) ?? `overwrite policy ${overwritePolicy}`;
  return [
    botVersion === null ? "Bot of unknown version" : `Bot ${botVersion}`,
    policy,
    overlapTurns ? "turns could overlap" : "turns waited for each other",
  ].join(" · ");
}
