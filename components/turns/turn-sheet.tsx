"use client";
import { useQuery } from "@tanstack/react-query";
import { ChevronLeft, ChevronRight, Link2 } from "lucide-react";
import type { ReactNode } from "react";
import { problemSentence } from "@/components/api/api-problem";
import { getTurn, type LoadedTurn } from "@/components/api/client";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { ErrorNote } from "@/components/ui/error-note";
import { Spinner } from "@/components/ui/spinner";
import { clockTimeWithSeconds, durationText } from "@/components/ui/time-words";
import { type Activity, describeActivity, type Persona, type TurnSummary } from "@/lib/model";
import { ChangesTable } from "./changes-table";

type TurnSheetProps = {
  conversationId: string;
  /** The turn to show; null keeps the sheet closed. */
  number: number | null;
  /** The list's own report of the turn: the detail is read again when it changes. */
  summary: TurnSummary | undefined;
  members: readonly Persona[];
  hasNext: boolean;
  onGo: (number: number) => void;
  onClose: () => void;
  onCopyLink: () => void;
};

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="mb-5">
      <h3 className="mb-1.5 text-xs font-semibold text-muted">{title}</h3>
      {children}
    </section>
  );
}

type RawProps = { title: ReactNode; text: string; isOpen?: boolean };

function Raw({ title, text, isOpen }: RawProps) {
  return (
    <details open={isOpen} className="mt-1.5 rounded-md border border-line">
      <summary className="cursor-pointer px-2 py-1.5 text-sm break-words">{title}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scroll area must be reachable by keyboard */}
      <pre tabIndex={0} className="max-h-80 overflow-auto border-t border-line bg-raised p-2 font-mono text-xs">
        {text}
      </pre>
    </details>
  );
}

const toText = (activity: Activity): string => JSON.stringify(activity, null, 2);

function ActivityLine({ activity }: { activity: Activity }) {
  return (
    <>
      <span className="mr-1.5 font-mono text-xs text-muted">{activity.type}</span>
      {describeActivity(activity)}
    </>
  );
}

const outcomeSentences: Record<TurnSummary["outcome"], string> = {
  running: "is running",
  completed: "completed",
  failed: "failed",
  timed_out: "timed out",
  interrupted: "was interrupted: the server stopped before it ended, and nothing of its state was written",
};

function describeTurn(turn: LoadedTurn, members: readonly Persona[]): string {
  const who = members.find((member) => member.id === turn.userId)?.name ?? turn.userId;
  const time = turn.durationMs === null ? "" : ` in ${durationText(turn.durationMs)}`;
  return `${who}, ${clockTimeWithSeconds(turn.startedAt)} · ${outcomeSentences[turn.outcome]}${time}`;
}

function TurnBody({ turn }: { turn: LoadedTurn }) {
  return (
    <>
      {turn.error && (
        <Part title="Error">
          <ErrorNote title={turn.error.name} detail={turn.error.message} />
          {turn.error.stack && <Raw title="Stack" text={turn.error.stack} isOpen />}
        </Part>
      )}
      <Part title={`Changes (${turn.changes.length})`}>
        <ChangesTable changes={turn.changes} />
      </Part>
      <Part title={`Replies (${turn.replies.length})`}>
        {turn.replies.length === 0 && <p className="text-sm text-muted">The bot said nothing.</p>}
        {turn.replies.map((reply) => (
          <Raw key={reply.id} title={<ActivityLine activity={reply} />} text={toText(reply)} />
        ))}
      </Part>
      <Part title="Incoming activity">
        <Raw title={<ActivityLine activity={turn.activity} />} text={toText(turn.activity)} />
      </Part>
    </>
  );
}

export function TurnSheet({ conversationId, number, summary, members, hasNext, onGo, onClose, onCopyLink }: TurnSheetProps) {
  const { data, error, refetch } = useQuery({
    queryKey: ["turn", conversationId, number, summary?.outcome],
    queryFn: ({ signal }) => getTurn(conversationId, number ?? 0, signal),
    enabled: number !== null,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const sentence = data?.sentence ?? summary?.sentence;
  return (
    <Dialog
      placement="side"
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
      {data && <TurnBody turn={data} />}
    </Dialog>
  );
}
