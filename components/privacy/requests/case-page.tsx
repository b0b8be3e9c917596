"use client";
import { FileX2 } from "lucide-react";
import dynamic from "next/dynamic";
import { ApiProblem, problemSentence } from "@/components/api/api-problem";
import { PersonMasking } from "@/components/masking/person-masking";
import { useMaskingVersion } from "@/components/masking/use-masking-version";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorNote } from "@/components/ui/error-note";
import { PageLink } from "@/components/ui/page-link";
import { Spinner } from "@/components/ui/spinner";
import type { CaseDetail } from "@/lib/model";
import { AskedCard } from "./asked-card";
import { CaseHeader } from "./case-header";
import { DeadlineCard } from "./deadline-card";
import { ExportCard } from "./export-card";
import { HistoryCard } from "./history-card";
import { NextStep } from "./next-step";
import { RecipientsCard } from "./recipients-card";
import { useCase, useCaseChanges } from "./use-cases";

const ErasurePart = dynamic(() => import("../erasure/erasure-part").then((module) => module.ErasurePart));

/** One case: what is asked, by when, and what to do next. */
export function CasePage({ number }: { number: string }) {
  const { data: found, error, refetch } = useCase(number);
  const maskingVersion = useMaskingVersion();
  const isGone = error instanceof ApiProblem && error.code === "case_not_found";
  return (
    <div className="min-h-0 grow overflow-y-auto bg-raised">
      <div className="mx-auto w-full max-w-6xl px-4 py-5">
        {isGone && <NoCase />}
        {error && !isGone && <ErrorNote title="This case did not load" detail={problemSentence(error)} onRetry={() => void refetch()} />}
        {!found && !error && <Spinner label="Loading this case" isLabelShown />}
        {found && !isGone && <Case key={maskingVersion} found={found} />}
      </div>
    </div>
  );
}

function Case({ found }: { found: CaseDetail }) {
  const changes = useCaseChanges(found.number);
  return (
    <>
      <CaseHeader found={found} />
      {found.person && <PersonMasking person={found.person} />}
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="flex min-w-0 flex-col gap-5">
          <NextStep found={found} changes={changes} />
          {(found.type === "erasure" || found.type === "objection") && <ErasurePart caseNumber={found.number} />}
          <ExportCard found={found} changes={changes} />
          <RecipientsCard found={found} changes={changes} />
          <HistoryCard events={found.events} />
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          <DeadlineCard found={found} changes={changes} />
          <AskedCard key={found.version} found={found} changes={changes} />
        </div>
      </div>
    </>
  );
}

function NoCase() {
  return (
    <EmptyState
      isPage
      title="There is no case with this number"
      icon={<FileX2 className="size-8" />}
      actions={
        <PageLink href="/privacy/requests" className={buttonClass("primary")}>
          All requests
        </PageLink>
      }
    >
      Numbers look like DS-2026-0001.
    </EmptyState>
  );
}
