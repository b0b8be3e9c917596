"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { problemSentence } from "@/components/api/api-problem";
import { useBots } from "@/components/api/queries";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { ErrorNote } from "@/components/ui/error-note";
import { Spinner } from "@/components/ui/spinner";
import { TextArea } from "@/components/ui/text-area";
import type { WithheldMessage } from "@/lib/model";
import type { CaseChanges } from "./use-cases";
import { casesKey } from "./use-cases";
import { listWithheld } from "./withheld-calls";
import { WithheldList } from "./withheld-list";

/** So many are released at once; more in another go. */
const maxReleased = 200;

type ReleaseDialogProps = { number: string; makeExport: CaseChanges["makeExport"]; onClose: () => void };

/** What a copy withholds because others said it, to be released one by one, for a reason. */
export function ReleaseDialog({ number, makeExport, onClose }: ReleaseDialogProps) {
  const pages = useInfiniteQuery({
    queryKey: [...casesKey, number, "withheld"],
    queryFn: ({ pageParam, signal }) => listWithheld(number, { cursor: pageParam, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.cursor,
    staleTime: 0,
    gcTime: 0,
  });
  const messages = pages.data?.pages.flatMap((page) => page.messages);
  const [chosen, setChosen] = useState<readonly WithheldMessage[]>([]);
  const [reason, setReason] = useState("");
  const bots = useBots().data;
  const release = () =>
    makeExport.mutate(
      { kind: "access", release: chosen.map(({ conversationId, activityId }) => ({ conversationId, activityId, reason })) },
      { onSuccess: onClose },
    );
  const canRelease = chosen.length > 0 && chosen.length <= maxReleased && reason.trim().length >= 3;
  return (
    <Dialog
      isOpen
      width="lg"
      onClose={onClose}
      title="Release what others said"
      description="A copy withholds what others said, and what the bot said to them (Art. 15(4)). The person gets what you tick, word for word."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" disabled={!canRelease || makeExport.isPending} onClick={release}>
            {makeExport.isPending ? "Making…" : releaseLabel(chosen.length)}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        {pages.error && (
          <ErrorNote title="The messages did not load" detail={problemSentence(pages.error)} onRetry={() => void pages.refetch()} />
        )}
        {!messages && !pages.error && <Spinner label="Loading what others said" isLabelShown />}
        {messages?.length === 0 && (
          <p className="text-sm text-muted">Nothing is withheld: nobody else said anything where this person was.</p>
        )}
        {messages && messages.length > 0 && (
          <>
            <WithheldList
              messages={messages}
              chosen={chosen}
              botName={(botId) => bots?.find(({ id }) => id === botId)?.name ?? botId}
              onChoose={setChosen}
            />
            {pages.hasNextPage && (
              <Button className="self-start" disabled={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
                {pages.isFetchingNextPage ? "Loading…" : "Show more"}
              </Button>
            )}
            <TextArea
              label="Why the person may have them"
              rows={2}
              maxLength={4000}
              value={reason}
              onChange={({ target }) => setReason(target.value)}
            />
            {chosen.length > maxReleased && <p className="text-sm text-removed">At most {maxReleased} are released at once.</p>}
          </>
        )}
        {makeExport.error && <ErrorNote title="Nothing was released" detail={problemSentence(makeExport.error)} />}
      </div>
    </Dialog>
  );
}

function releaseLabel(count: number): string {
  if (count === 0) return "Make a copy with them";
  return count === 1 ? "Make a copy with 1 message" : `Make a copy with ${count} messages`;
}
