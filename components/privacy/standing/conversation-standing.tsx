"use client";
import { Lock } from "lucide-react";
import { useConversationMarks } from "./use-standing";

/** Above a conversation: why somebody in it is not answered, or answered without memory. */
export function ConversationStanding({ conversationId }: { conversationId: string }) {
  const marks = useConversationMarks(conversationId);
  if (!marks) return null;
  return (
    <section aria-label="Restrictions" className="flex items-start gap-2 border-b border-line bg-raised px-3 py-1.5 text-sm">
      <Lock aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-removed" />
      <div className="min-w-0 grow">
        {marks.isRestricted && (
          <p>
            <strong className="font-semibold">Restricted.</strong> What is held about somebody here may be kept and nothing else: their
            messages, edits, resets, forks, snapshots and files are refused until it is lifted on their page.
          </p>
        )}
        {marks.hasObjected && (
          <p>
            <strong className="font-semibold">Answered without memory.</strong> Somebody here has objected: the bot neither reads nor writes
            what it remembers of them.
          </p>
        )}
        {marks.isHeld && (
          <p>
            <strong className="font-semibold">On hold.</strong> Something here is kept for a legal matter: it is neither erased nor swept.
          </p>
        )}
      </div>
    </section>
  );
}
