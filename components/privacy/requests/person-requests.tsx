"use client";
import dynamic from "next/dynamic";
import { useState } from "react";
import { useRefusal } from "@/components/access/use-refusal";
import { ApiProblem, problemSentence } from "@/components/api/api-problem";
import { Card } from "@/components/people/card";
import { Button } from "@/components/ui/button";
import { ErrorNote } from "@/components/ui/error-note";
import { PageLink } from "@/components/ui/page-link";
import type { CaseSummary, PersonSummary } from "@/lib/model";
import { caseUrl } from "./case-url";
import { stateNames, typeNames } from "./case-words";
import { DeadlineBadge } from "./deadline-badge";
import { useCases } from "./use-cases";

const NewCaseDialog = dynamic(() => import("./new-case-dialog").then((module) => module.NewCaseDialog));

/** On a person's page: what they asked for, and the way to open another case; nothing for whoever may not read requests. */
export function PersonRequests({ person: { personId, name } }: { person: Pick<PersonSummary, "personId" | "name"> }) {
  const { cases, counts, error } = useCases({ personId });
  const mayNot = useRefusal("privacy.propose");
  const [isOpening, setIsOpening] = useState(false);
  if (error instanceof ApiProblem && error.code === "not_allowed") return null;
  return (
    <Card
      title={counts && counts.open > 0 ? `Open requests · ${counts.open}` : "Requests"}
      aside={
        mayNot === null && (
          <Button size="sm" onClick={() => setIsOpening(true)}>
            New request…
          </Button>
        )
      }
    >
      {error && <ErrorNote className="m-3" title="The requests did not load" detail={problemSentence(error)} />}
      {cases?.length === 0 && <p className="px-4 py-3 text-sm text-muted">This person has asked for nothing yet.</p>}
      <ul>
        {cases?.map((one) => (
          <RequestRow key={one.number} one={one} />
        ))}
      </ul>
      {isOpening && <NewCaseDialog person={{ personId, name }} onClose={() => setIsOpening(false)} />}
    </Card>
  );
}

function RequestRow({ one: { number, type, state, deadline } }: { one: CaseSummary }) {
  return (
    <li className="flex flex-wrap items-center gap-2 border-b border-line px-4 py-2.5 text-sm last:border-b-0">
      <div className="min-w-0 grow">
        <PageLink href={caseUrl(number)} className="font-medium text-accent hover:underline">
          {typeNames[type]}
        </PageLink>{" "}
        <span className="font-mono text-xs text-muted">{number}</span>
        <p className="text-xs text-muted">{stateNames[state]}</p>
      </div>
      <DeadlineBadge deadline={deadline} />
    </li>
  );
}
