"use client";
import dynamic from "next/dynamic";
import { UnlessRefused } from "@/components/access/unless-refused";
import { useRefusal } from "@/components/access/use-refusal";
import { PersonMasking } from "@/components/masking/person-masking";
import { type CaseDetail, endStates } from "@/lib/model";
import { AskedCard } from "./asked-card";
import { CaseHeader } from "./case-header";
import { isPlanned } from "./case-words";
import { DeadlineCard } from "./deadline-card";
import { ExportCard } from "./export-card";
import { HistoryCard } from "./history-card";
import { NextStep } from "./next-step";
import { RecipientsCard } from "./recipients-card";
import { useCaseChanges } from "./use-cases";

const CaseFacts = dynamic(() => import("../rectification/case-facts").then((module) => module.CaseFacts));
const ErasurePart = dynamic(() => import("../erasure/erasure-part").then((module) => module.ErasurePart));

/** What a case says and what can be done with it. */
export function CaseBody({ found }: { found: CaseDetail }) {
  const changes = useCaseChanges(found.number);
  const mayNot = useRefusal("privacy.propose");
  return (
    <>
      <CaseHeader found={found} />
      {found.person && <PersonMasking person={found.person} />}
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="flex min-w-0 flex-col gap-5">
          <UnlessRefused reason={mayNot}>
            <NextStep found={found} changes={changes} />
          </UnlessRefused>
          {(found.type === "erasure" || found.type === "objection") && (
            <ErasurePart caseNumber={found.number} isPlanned={isPlanned(found)} isEnded={endStates.includes(found.state)} />
          )}
          {found.type === "rectification" && found.person && !endStates.includes(found.state) && (
            <CaseFacts found={found} personId={found.person.personId} />
          )}
          <ExportCard found={found} changes={changes} />
          <UnlessRefused reason={mayNot}>
            <RecipientsCard found={found} changes={changes} />
          </UnlessRefused>
          <HistoryCard events={found.events} />
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          <UnlessRefused reason={mayNot} className="flex min-w-0 flex-col gap-5">
            <DeadlineCard found={found} changes={changes} />
            <AskedCard found={found} changes={changes} />
          </UnlessRefused>
        </div>
      </div>
    </>
  );
}
