"use client";
import { problemSentence } from "@/components/api/api-problem";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { ErrorNote } from "@/components/ui/error-note";
import { Spinner } from "@/components/ui/spinner";
import { useDictionaryHistory } from "../queries";
import { pathName } from "../words";
import { ChangeEntry } from "./change-entry";

/** Who said what about any of a bot's facts. */
export function HistoryDialog({ botId, onClose }: { botId: string; onClose: () => void }) {
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useDictionaryHistory(botId);
  const changes = data?.pages.flatMap((page) => page.changes);
  return (
    <Dialog isOpen onClose={onClose} placement="side" title="Who said what" description="Changes of this dictionary, newest first.">
      {error && <ErrorNote title="The history did not load" detail={problemSentence(error)} />}
      {!changes && !error && <Spinner label="Loading the history" isLabelShown />}
      {changes?.length === 0 && <p className="text-sm text-muted">Nobody has described anything yet.</p>}
      <ol aria-label="Changes">
        {changes?.map((change) => (
          <ChangeEntry key={change.seq} change={change} subject={change.label ?? pathName(change.path)} />
        ))}
      </ol>
      {hasNextPage && (
        <Button className="mt-2" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Show earlier
        </Button>
      )}
    </Dialog>
  );
}
