"use client";
import { problemSentence } from "@/components/api/api-problem";
import { formatCount } from "@/components/state/values/measure";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { ErrorNote } from "@/components/ui/error-note";
import { PageLink } from "@/components/ui/page-link";
import { Spinner } from "@/components/ui/spinner";
import { conversationUrl } from "@/components/workbench/conversation-url";
import { channelName, type PersonConversation } from "@/lib/model";
import { nameList } from "./fact-words";
import { TranscriptTurns } from "./transcript-turns";
import { useTranscript } from "./use-person";

type TranscriptDialogProps = { personId: string; conversation: PersonConversation; botName: string; onClose: () => void };

/** What was said in one conversation of a person, to be read. */
export function TranscriptDialog({ personId, conversation, botName, onClose }: TranscriptDialogProps) {
  const { conversationId, channelId, turnCount, others } = conversation;
  const { lines, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useTranscript(personId, conversationId);
  return (
    <Dialog
      isOpen
      onClose={onClose}
      placement="side"
      title={others.length > 0 ? `${botName}, with ${nameList(others)}` : botName}
      description={`${channelName(channelId)} · ${formatCount(turnCount, "turn")}`}
      footer={
        <PageLink href={conversationUrl(conversationId)} className="mr-auto text-sm text-accent underline underline-offset-2">
          Open in the workbench
        </PageLink>
      }
    >
      <WhoSees conversation={conversation} />
      {error && <ErrorNote title="The transcript did not load" detail={problemSentence(error)} onRetry={() => void refetch()} />}
      {!lines && !error && <Spinner label="Loading the transcript" isLabelShown />}
      {hasNextPage && (
        <Button className="mb-3" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {isFetchingNextPage ? "Loading…" : "Show what was said before"}
        </Button>
      )}
      {lines?.length === 0 && <p className="text-sm text-muted">Nothing was said here.</p>}
      {lines && lines.length > 0 && <TranscriptTurns lines={lines} botName={botName} conversationId={conversationId} />}
    </Dialog>
  );
}

/** What this conversation left in memory, and who can see that. */
function WhoSees({ conversation: { facts, shared, others } }: { conversation: PersonConversation }) {
  const own = facts - shared;
  return (
    <dl className="mb-4 grid grid-cols-[max-content_minmax(0,1fr)] gap-x-3 gap-y-0.5 rounded-md border border-line bg-raised px-3 py-2 text-sm">
      <dt className="text-muted">Shared with others</dt>
      <dd>
        {shared === 0 && "Nothing about them is kept for the whole conversation."}
        {shared > 0 &&
          `${formatCount(shared, "fact")} about them: ${others.length === 0 ? "whoever joins" : nameList(others)} can see ${shared === 1 ? "it" : "them"}.`}
      </dd>
      <dt className="text-muted">Private to them</dt>
      <dd>
        {own === 0
          ? "Nothing is kept for this conversation alone."
          : `${formatCount(own, "fact")} that the bot keeps for this conversation alone.`}
      </dd>
    </dl>
  );
}
