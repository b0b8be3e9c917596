"use client";
import { useQuery } from "@tanstack/react-query";
import { ChevronLeft, ChevronRight, Link2 } from "lucide-react";
import type { ReactNode } from "react";
import { problemSentence } from "@/components/api/api-problem";
import { getTurn, type LoadedTurn } from "@/components/api/client";
import { LostValueCard } from "@/components/lost-values/lost-value-card";
import { useLostValues } from "@/components/lost-values/use-lost-values";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { erasedWords } from "@/components/ui/erased-words";
import { ErrorNote } from "@/components/ui/error-note";
import { Spinner } from "@/components/ui/spinner";
import { clockTimeWithSeconds, durationText } from "@/components/ui/time-words";
import type { TurnTab } from "@/components/workbench/deep-link";
import type { Persona, TurnSummary } from "@/lib/model";
import { Part } from "./part";
import { TurnBody } from "./turn-body";

type TurnSheetProps = {
  conversationId: string;
  /** The turn to show; null keeps the sheet closed. */
  number: number | null;
  tab: TurnTab;
  /** The list's own report of the turn: the detail is read again when it changes. */
  summary: TurnSummary | undefined;
  members: readonly Persona[];
  hasNext: boolean;
  onGo: (number: number, tab?: TurnTab) => void;
  onClose: () => void;
  onCopyLink: () => void;
};

const outcomeSentences: Record<TurnSummary["outcome"], string> = {
  running: "is running",
  completed: "completed",
  failed: "failed",
  timed_out: "timed out",
  interrupted: "was interrupted: the server stopped before it ended, and nothing of its state was written",
  erased: "nothing is left of it but its place",
};

function describeTurn(turn: LoadedTurn, members: readonly Persona[]): string {
  const erased = turn.erased ? erasedWords(turn.erased) : "erased";
  if (turn.outcome === "erased") return `${clockTimeWithSeconds(turn.startedAt)} · ${erased}: ${outcomeSentences.erased}`;
  const who = members.find((member) => member.id === turn.userId)?.name ?? turn.userId;
  const time = turn.durationMs === null ? "" : ` in ${durationText(turn.durationMs)}`;
  const version = turn.botVersion === null ? "" : ` · bot ${turn.botVersion}`;
  return `${who}, ${clockTimeWithSeconds(turn.startedAt)} · ${outcomeSentences[turn.outcome]}${time}${version}${turn.erased ? ` · what was said was ${erased}` : ""}`;
}

export function TurnSheet({ conversationId, number, tab, summary, members, hasNext, onGo, onClose, onCopyLink }: TurnSheetProps) {
  const { data, error, refetch } = useQuery({
    queryKey: ["turn", conversationId, number, summary?.outcome],
    queryFn: ({ signal }) => getTurn(conversationId, number ?? 0, signal),
    enabled: number !== null,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const lost = useLostPart(number);
  const sentence = data?.sentence ?? summary?.sentence;
  return (
    <Dialog
      placement="side"
      width="lg"
      isOpen={number !== null}
      onClose={onClose}
      title={
        <>
          Turn {number} {sentence && <span className="font-normal text-muted">· {sentence}</span>}
        </>
      }
      description={data && describeTurn(data, members)}
      footer={
        number !== null && (
          <>
            <Button variant="ghost" className="mr-auto" onClick={onCopyLink}>
              <Link2 aria-hidden="true" className="size-4" /> Copy link to this turn
            </Button>
            <Button disabled={number <= 1} onClick={() => onGo(number - 1)}>
              <ChevronLeft aria-hidden="true" className="size-4" /> Previous
            </Button>
            <Button disabled={!hasNext} onClick={() => onGo(number + 1)}>
              Next <ChevronRight aria-hidden="true" className="size-4" />
            </Button>
          </>
        )
      }
    >
      {error && <ErrorNote title={`Turn ${number} did not load`} detail={problemSentence(error)} onRetry={() => void refetch()} />}
      {!error && !data && <Spinner label="Loading the turn" isLabelShown />}
      {data && <TurnBody turn={data} tab={tab} onTab={(next) => onGo(data.number, next)} lost={lost} />}
    </Dialog>
  );
}

/** What the turn wrote over unseen, also late, with the buttons that put it back; undefined when nothing is listed. */
function useLostPart(number: number | null): ReactNode {
  const lostValues = useLostValues(number === null ? null : { turn: number }).data?.lostValues.filter(({ turn }) => turn === number) ?? [];
  if (lostValues.length === 0) return undefined;
  return (
    <Part title="Lost updates" count={lostValues.length} copied={lostValues}>
      {lostValues.map((lost) => (
        <LostValueCard key={lost.id} lost={lost} />
      ))}
    </Part>
  );
}
