"use client";
import { FileQuestion, Plus } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { useRefusal } from "@/components/access/use-refusal";
import { problemSentence } from "@/components/api/api-problem";
import { useMaskingVersion } from "@/components/masking/use-masking-version";
import { unless } from "@/components/state/panels/unless";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorNote } from "@/components/ui/error-note";
import { Segments } from "@/components/ui/segments";
import { Select } from "@/components/ui/select";
import { Spinner } from "@/components/ui/spinner";
import { type CaseList, type RequestType, requestTypes } from "@/lib/model";
import { PrivacyFrame } from "../privacy-frame";
import { typeNames } from "./case-words";
import { CasesTable } from "./cases-table";
import { useCases } from "./use-cases";

const NewCaseDialog = dynamic(() => import("./new-case-dialog").then((module) => module.NewCaseDialog));

type Shown = "open" | "late" | "closed";

/** All cases, those first that are due next. */
export function CasesPage() {
  const version = useMaskingVersion();
  const mayNot = useRefusal("privacy.propose");
  const [isOpening, setIsOpening] = useState(false);
  const newRequest = (
    <Button variant="primary" {...unless(mayNot, () => setIsOpening(true))}>
      <Plus aria-hidden="true" className="size-4" />
      New request
    </Button>
  );
  return (
    <PrivacyFrame
      tab="/privacy/requests"
      description="What people asked for about their data, and by when they get an answer."
      actions={newRequest}
    >
      <Cases key={version} />
      {isOpening && <NewCaseDialog onClose={() => setIsOpening(false)} />}
    </PrivacyFrame>
  );
}

function Cases() {
  const [shown, setShown] = useState<Shown>("open");
  const [type, setType] = useState<RequestType | "">("");
  const { cases, counts, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useCases({ is: shown, ...(type && { type }) });
  return (
    <>
      <search className="mb-3 flex flex-wrap items-end gap-2">
        <Segments legend="Which requests" choices={choicesOf(counts)} value={shown} onChange={setShown} />
        <Select
          label="What they ask for"
          isLabelHidden
          className="w-44"
          value={type}
          onChange={({ target }) => setType(target.value as RequestType | "")}
        >
          <option value="">Every kind</option>
          {requestTypes.map((one) => (
            <option key={one} value={one}>
              {typeNames[one]}
            </option>
          ))}
        </Select>
      </search>
      {error && (
        <ErrorNote className="mb-3" title="The requests did not load" detail={problemSentence(error)} onRetry={() => void refetch()} />
      )}
      {!cases && !error && <Spinner label="Loading the requests" isLabelShown />}
      {cases?.length === 0 && <NoCases shown={shown} isNarrowed={type !== ""} />}
      {cases && cases.length > 0 && <CasesTable cases={cases} />}
      {hasNextPage && (
        <Button className="mt-3" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {isFetchingNextPage ? "Loading…" : "Show more"}
        </Button>
      )}
    </>
  );
}

function choicesOf(counts: CaseList["counts"] | undefined): { value: Shown; label: string; count: number | undefined }[] {
  return [
    { value: "open", label: "Open", count: counts?.open },
    { value: "late", label: "Late", count: counts?.late },
    { value: "closed", label: "Closed", count: counts?.closed },
  ];
}

const nothing: Record<Shown, string> = { open: "No open requests", late: "Nothing is late", closed: "No request was closed yet" };

function NoCases({ shown, isNarrowed }: { shown: Shown; isNarrowed: boolean }) {
  return (
    <EmptyState title={isNarrowed ? "No request of this kind" : nothing[shown]} icon={<FileQuestion className="size-8" />}>
      {shown === "open"
        ? "When somebody asks what is held about them, or that it be corrected or deleted, open a request: from then on the days are counted."
        : "Look among the others."}
    </EmptyState>
  );
}
