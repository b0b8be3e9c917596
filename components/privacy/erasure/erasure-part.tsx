"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useRefusal } from "@/components/access/use-refusal";
import { Button } from "@/components/ui/button";
import { ErrorNote } from "@/components/ui/error-note";
import { Spinner } from "@/components/ui/spinner";
import { type Erasure, type ErasureStep, runningSteps } from "@/lib/model";
import { getErasure, planErasure } from "./erasure-calls";
import { ErasureSteps } from "./erasure-steps";
import { NextStep } from "./next-step";
import { NotErased } from "./not-erased";
import { PlaceReview } from "./place-review";
import { PlanTable } from "./plan-table";

const running: readonly ErasureStep[] = runningSteps;
const pollMs = 700;

type ErasurePartProps = {
  caseNumber: string;
  /** There is nothing to ask for before. */
  isPlanned: boolean;
  isEnded: boolean;
};

/** The erasure of a case: its plan as a table, what is not erased and why, and what comes next. */
export function ErasurePart({ caseNumber, isPlanned, isEnded }: ErasurePartProps) {
  const client = useQueryClient();
  const {
    data = null,
    error,
    isLoading,
    refetch,
  } = useQuery({
    queryKey: ["erasure", caseNumber],
    queryFn: ({ signal }) => getErasure(caseNumber, signal),
    enabled: isPlanned,
    refetchInterval: ({ state }) => (state.data && running.includes(state.data.step) ? pollMs : false),
  });
  const take = (erasure: Erasure): void => {
    client.setQueryData(["erasure", caseNumber], erasure);
    // The case has moved on with it.
    void client.invalidateQueries({ predicate: ({ queryKey: [first] }) => first !== "erasure" });
  };
  const step = data?.step;
  useEffect(() => {
    // It went on by itself, and the case with it.
    if (step === "done" || step === "failed") void client.invalidateQueries({ predicate: ({ queryKey: [first] }) => first !== "erasure" });
  }, [step, client]);
  const planning = useMutation({ mutationFn: () => planErasure(caseNumber), onSuccess: take });
  const mayPlan = useRefusal("privacy.propose") === null;
  const again = (): void => void refetch();
  if (error) return <ErrorNote title="The erasure could not be read" detail={error.message} onRetry={again} />;
  if (isLoading) return <Spinner label="Reading the erasure" />;
  return (
    <section aria-label="Erasure" className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-3">
        <h2 className="grow text-base font-semibold">Erasure</h2>
        <ErasureSteps step={data?.step ?? null} />
      </div>
      {planning.error && <ErrorNote title="No plan could be made" detail={planning.error.message} />}
      {data ? <PlannedErasure erasure={data} isEnded={isEnded} onChanged={take} onRead={again} /> : <NoPlan />}
      {mayPlan && (data === null || data.step === "planned" || data.step === "approved") && (
        <Button
          variant={data ? "secondary" : "primary"}
          className="self-start"
          disabled={planning.isPending}
          onClick={() => planning.mutate()}
        >
          {planning.isPending ? "Working it out…" : data ? "Make the plan anew" : "Make a plan"}
        </Button>
      )}
    </section>
  );
}

function NoPlan() {
  return (
    <p className="text-sm text-muted">
      A plan says what would go, what others keep and what cannot be reached. It changes nothing. Another person approves it before it runs.
    </p>
  );
}

type PlannedErasureProps = { erasure: Erasure; isEnded: boolean; onChanged: (next: Erasure) => void; onRead: () => void };

function PlannedErasure({ erasure, isEnded, onChanged, onRead }: PlannedErasureProps) {
  return (
    <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_20rem]">
      <div className="flex min-w-0 flex-col gap-4">
        <PlaceReview erasure={erasure} isEnded={isEnded} />
        <PlanTable erasure={erasure} />
      </div>
      <div className="flex min-w-0 flex-col gap-4">
        <NextStep key={`${erasure.step} ${erasure.planHash}`} erasure={erasure} onChanged={onChanged} onRead={onRead} />
        <NotErased erasure={erasure} />
      </div>
    </div>
  );
}
