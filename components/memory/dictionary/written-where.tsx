import { PageLink } from "@/components/ui/page-link";
import { fullTime } from "@/components/ui/time-words";
import { conversationUrl } from "@/components/workbench/conversation-url";
import type { WrittenAt } from "@/lib/model";

/** When and by what something was written, with a link to the turn. */
export function WrittenWhere({ write, dialog }: { write: WrittenAt | null; dialog: string | null }) {
  if (write === null) return <>Not written yet: a file described it ahead.</>;
  const { at, kind, by, conversationId, turn } = write;
  return (
    <>
      {at === null ? "Before records were kept" : fullTime(at)}
      {kind === "turn" && conversationId !== null && turn !== null && (
        <>
          {" by the bot in "}
          <PageLink href={`${conversationUrl(conversationId)}?turn=${turn}`} className="text-accent underline">
            turn {turn} of {conversationId}
          </PageLink>
        </>
      )}
      {kind !== null && kind !== "turn" && ` by ${by ?? "somebody"}, as ${kind}`}
      {dialog !== null && <> · dialog {dialog}</>}
    </>
  );
}
