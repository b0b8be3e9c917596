import { Bug, MessagesSquare } from "lucide-react";
import { buttonClass } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";

const fileClass = cx(buttonClass(), "max-sm:grow");

/** The whole conversation, to be kept or given to somebody. */
export function ConversationFiles({ conversationId }: { conversationId: string }) {
  const address = `/api/conversations/${encodeURIComponent(conversationId)}`;
  return (
    <div className="mr-auto flex flex-wrap items-center gap-2 max-sm:w-full">
      <a className={fileClass} href={`${address}/transcript`} download>
        <MessagesSquare aria-hidden="true" className="size-4" /> Download transcript
      </a>
      <a className={fileClass} href={`${address}/bundle`} download title="Transcript, turns, and what the bot remembered at each of them">
        <Bug aria-hidden="true" className="size-4" /> Download bug bundle
      </a>
    </div>
  );
}
