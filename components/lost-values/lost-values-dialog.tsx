"use client";
import { problemSentence } from "@/components/api/api-problem";
import { Dialog } from "@/components/ui/dialog";
import { ErrorNote } from "@/components/ui/error-note";
import { Spinner } from "@/components/ui/spinner";
import type { LostValueFilter } from "./lost-value-calls";
import { LostValueCard } from "./lost-value-card";
import { useLostValues } from "./use-lost-values";

type LostValuesDialogProps = { filter: LostValueFilter; onClose: () => void };

/** What the bot wrote over without having known it, and what is to become of it. */
export function LostValuesDialog({ filter, onClose }: LostValuesDialogProps) {
  const { data, error, refetch } = useLostValues(filter);
  const isAsking = filter.open === 1;
  return (
    <Dialog
      isOpen
      width="lg"
      onClose={onClose}
      title={isAsking ? "Clashes to decide" : titleOf(filter)}
      description={
        isAsking
          ? "The bot and somebody else changed the same place. The bot’s value stands until you decide, place by place."
          : "The bot wrote over these values without having known them. Putting one back changes only its place, and can be undone."
      }
    >
      {error && <ErrorNote title="The lost values did not load" detail={problemSentence(error)} onRetry={() => void refetch()} />}
      {!error && !data && <Spinner label="Loading the lost values" isLabelShown />}
      {data?.lostValues.length === 0 && (
        <p className="text-sm text-muted">
          {isAsking
            ? "Every clash is decided."
            : "They came here with a copy of the conversation: they can be put back where they happened."}
        </p>
      )}
      {data?.lostValues.map((lost) => (
        <LostValueCard key={lost.id} lost={lost} />
      ))}
      <HowValuesGetLost />
    </Dialog>
  );
}

function titleOf({ turn }: LostValueFilter): string {
  return turn === undefined ? "Lost updates of a late write" : `Lost updates of turn ${turn}`;
}

/** What the samples' documents warn about under "Concurrency", in words. */
function HowValuesGetLost() {
  return (
    <details className="mt-4 text-sm">
      <summary className="cursor-pointer text-muted">How do values get lost?</summary>
      <p className="mt-1.5">
        A bot reads its state when a turn begins and saves it whole when the turn ends. The SDKs save with eTag “*”: whatever is stored by
        then is replaced, and no error tells of it. So when two turns overlap, or somebody writes between the bot’s reading and a save that
        comes late, the last to save wins and what the other wrote is gone.
      </p>
      <p className="mt-1.5">
        Edits made here wait for the turn that runs, so they are safe. For everything else each bot has a policy, on the page of bots: do as
        the SDK does and mark what was lost, protect edits by merging both and asking where they clash, or let the bot’s save fail.
      </p>
    </details>
  );
}
