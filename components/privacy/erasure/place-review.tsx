"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRefusal } from "@/components/access/use-refusal";
import { problemSentence } from "@/components/api/api-problem";
import { useBots } from "@/components/api/queries";
import { Button } from "@/components/ui/button";
import { ErrorNote } from "@/components/ui/error-note";
import { fullTime } from "@/components/ui/time-words";
import type { DecidePlacesRequest, Erasure, ReviewPlace } from "@/lib/model";
import { decidePlaces, listPlaces } from "./erasure-calls";

type Decide = (places: readonly ReviewPlace[], decision: DecidePlacesRequest["decision"]) => void;

/** Places of which nothing tells whose they are: somebody says it, one by one or of all that wait. */
export function PlaceReview({ erasure, isEnded }: { erasure: Erasure; isEnded: boolean }) {
  const { number, planHash, step } = erasure;
  const client = useQueryClient();
  const key = ["places", number];
  const { data, error, refetch } = useQuery({
    queryKey: [...key, planHash, step],
    queryFn: ({ signal }) => listPlaces(number, signal),
    staleTime: 0,
  });
  const deciding = useMutation({
    mutationFn: (body: DecidePlacesRequest) => decidePlaces(number, body),
    // The plan and the case have moved on with it.
    onSettled: () => client.invalidateQueries(),
  });
  const mayDecide = useRefusal("privacy.propose") === null;
  if (error) return <ErrorNote title="Places to decide did not load" detail={problemSentence(error)} onRetry={() => void refetch()} />;
  if (!data || data.places.length === 0) return null;
  const waiting = data.places.filter(({ decision }) => decision === null);
  const isOpen = mayDecide && !isEnded && (step === "planned" || step === "approved" || step === "done");
  const decide: Decide = (places, decision) => deciding.mutate({ placeIds: places.map(({ id }) => id), decision });
  return (
    <section aria-label="Places to decide" className="min-w-0 rounded-lg border border-line bg-surface">
      <div className="flex flex-wrap items-center gap-2 border-b border-line px-4 py-2">
        <h3 className="grow basis-48 text-sm font-semibold">{headingOf(waiting.length, data.places.length)}</h3>
        {isOpen && waiting.length > 1 && (
          <>
            <Button size="sm" disabled={deciding.isPending} onClick={() => decide(waiting, "erase")}>
              All of these are theirs
            </Button>
            <Button size="sm" disabled={deciding.isPending} onClick={() => decide(waiting, "kept")}>
              All are somebody else’s
            </Button>
          </>
        )}
      </div>
      <p className="border-b border-line px-4 py-2 text-sm text-muted">
        This is in state that others share, and no turn tells who it came from. What is theirs is erased{" "}
        {step === "done" ? "by a plan of its own, which is approved and run like the first" : "with the rest, by a plan that is made anew"},
        and what is somebody else’s is kept. The case cannot end before.
      </p>
      {deciding.error && <ErrorNote className="m-3" title="Not decided" detail={problemSentence(deciding.error)} />}
      <ul>
        {data.places.map((place) => (
          <PlaceRow key={place.id} place={place} isOpen={isOpen} isPending={deciding.isPending} decide={decide} />
        ))}
      </ul>
    </section>
  );
}

function headingOf(waiting: number, all: number): string {
  if (waiting === 0) return all === 1 ? "The one place is decided" : `All ${all} places are decided`;
  return waiting === 1 ? "One place needs a decision" : `${waiting} places need a decision`;
}

const writers = { hand: "Written by hand", late: "Written after the turn had ended", import: "Came with a fork or a file" } as const;

type PlaceRowProps = { place: ReviewPlace; isOpen: boolean; isPending: boolean; decide: Decide };

function PlaceRow({ place, isOpen, isPending, decide }: PlaceRowProps) {
  const { botId, scope, pattern, label, reason, writtenBy, writtenAt, isEarlier, decision } = place;
  const bot = useBots().data?.find(({ id }) => id === botId)?.name ?? botId;
  const name = label ?? pattern;
  return (
    <li aria-label={name} className="flex flex-wrap items-start gap-x-3 gap-y-2 border-line px-4 py-2.5 text-sm not-first:border-t">
      <div className="min-w-0 grow basis-64">
        <p className="wrap-anywhere">
          <strong className="font-semibold">{name}</strong>
          {label !== null && <span className="font-mono text-xs text-muted"> {pattern}</span>}
          <span className="text-muted">
            {" "}
            · {scope} state · {bot}
          </span>
        </p>
        <Values place={place} />
        <p className="text-xs text-muted">
          {writers[reason]}
          {writtenBy && ` by ${writtenBy}`}
          {writtenAt && `, ${fullTime(writtenAt)}`}
          {isEarlier && ". In earlier versions only"}
        </p>
        {decision !== null && <Decided place={place} />}
      </div>
      {isOpen && decision !== "erased" && (
        <div className="flex flex-wrap gap-2">
          {decision !== "erase" && (
            <Button size="sm" disabled={isPending} onClick={() => decide([place], "erase")} aria-label={`${name} is theirs`}>
              Theirs
            </Button>
          )}
          {decision !== "kept" && (
            <Button size="sm" disabled={isPending} onClick={() => decide([place], "kept")} aria-label={`${name} is somebody else’s`}>
              Somebody else’s
            </Button>
          )}
        </div>
      )}
    </li>
  );
}

function Values({ place: { values, isMasked, decision } }: { place: ReviewPlace }) {
  if (values.length === 0) return decision === "erased" ? null : <p className="text-muted">Nothing stands there any more.</p>;
  return (
    <ul className="font-mono text-xs">
      {values.map((value, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same value may stand there twice, and rows never move
        <li key={index} className="wrap-anywhere">
          {value}
          {isMasked && <span className="sr-only"> masked</span>}
        </li>
      ))}
    </ul>
  );
}

const decisions = { erase: "Theirs: goes with the next run", erased: "Theirs: erased", kept: "Somebody else’s: kept" } as const;

function Decided({ place: { decision, decidedBy, decidedAt } }: { place: ReviewPlace }) {
  if (decision === null) return null;
  return (
    <p className="text-xs font-medium text-added">
      {decisions[decision]}
      {decidedBy && ` (${decidedBy}${decidedAt ? `, ${fullTime(decidedAt)}` : ""})`}
    </p>
  );
}
