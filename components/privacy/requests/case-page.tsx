"use client";
import { FileX2 } from "lucide-react";
import dynamic from "next/dynamic";
import { ApiProblem, problemSentence } from "@/components/api/api-problem";
import { useMaskingVersion } from "@/components/masking/use-masking-version";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorNote } from "@/components/ui/error-note";
import { PageLink } from "@/components/ui/page-link";
import { Spinner } from "@/components/ui/spinner";
import { useCase } from "./use-cases";

// What is done with a case brings all its dialogs along; it is fetched while the case itself is read.
const CaseBody = dynamic(() => import("./case-body").then((module) => module.CaseBody));

/** One case: what is asked, by when, and what to do next. */
export function CasePage({ number }: { number: string }) {
  const { data: found, error, refetch } = useCase(number);
  const maskingVersion = useMaskingVersion();
  const isGone = error instanceof ApiProblem && error.code === "case_not_found";
  return (
    <div className="relative min-h-0 grow overflow-y-auto bg-raised">
      <div className="mx-auto w-full max-w-6xl px-4 py-5">
        {isGone && <NoCase />}
        {error && !isGone && <ErrorNote title="This case did not load" detail={problemSentence(error)} onRetry={() => void refetch()} />}
        {!found && !error && <Spinner label="Loading this case" isLabelShown />}
        {found && !isGone && <CaseBody key={maskingVersion} found={found} />}
      </div>
    </div>
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
