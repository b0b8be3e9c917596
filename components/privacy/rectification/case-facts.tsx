"use client";
import dynamic from "next/dynamic";
import { useState } from "react";
import { useBotRefusal } from "@/components/access/use-bot-refusal";
import { problemSentence } from "@/components/api/api-problem";
import { useBots } from "@/components/api/queries";
import { Card } from "@/components/people/card";
import { FactBadges } from "@/components/people/fact-badges";
import { FactValue } from "@/components/people/fact-value";
import { usePersonFacts } from "@/components/people/use-person";
import { Button } from "@/components/ui/button";
import { ErrorNote } from "@/components/ui/error-note";
import { ScopeDot } from "@/components/ui/scope-dot";
import { Spinner } from "@/components/ui/spinner";
import { type CaseDetail, factTitle, type PersonFact } from "@/lib/model";

const CorrectDialog = dynamic(() => import("./correct-dialog").then((module) => module.CorrectDialog), { ssr: false });

type CaseFactsProps = { found: CaseDetail; personId: string };

/** In a case that asks for a correction: what is remembered of the person, to be put right for the case. */
export function CaseFacts({ found: { number, state }, personId }: CaseFactsProps) {
  const [wrong, setWrong] = useState<PersonFact | null>(null);
  const { facts, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = usePersonFacts(personId, { of: "state", seenBy: null });
  const isIdentified = state === "verified" || state === "triage";
  return (
    <Card title="What is remembered">
      {!isIdentified && <p className="border-b border-line px-4 py-3 text-sm text-muted">It can be corrected once it is known who asks.</p>}
      {error && <ErrorNote className="m-3" title="The facts did not load" detail={problemSentence(error)} onRetry={() => void refetch()} />}
      {!facts && !error && (
        <div className="p-4">
          <Spinner label="Loading the facts" isLabelShown />
        </div>
      )}
      {facts?.length === 0 && <p className="px-4 py-3 text-sm text-muted">Nothing.</p>}
      <ul>
        {facts?.map((fact) => (
          <CaseFact key={fact.factId} fact={fact} onCorrect={isIdentified ? () => setWrong(fact) : null} />
        ))}
      </ul>
      {hasNextPage && (
        <div className="border-t border-line p-3">
          <Button disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {isFetchingNextPage ? "Loading…" : "Show earlier facts"}
          </Button>
        </div>
      )}
      {wrong && (
        <CorrectDialog personId={personId} fact={wrong} title={factTitle(wrong)} caseNumber={number} onClose={() => setWrong(null)} />
      )}
    </Card>
  );
}

function CaseFact({ fact, onCorrect }: { fact: PersonFact; onCorrect: (() => void) | null }) {
  const { botId, scope, value, isCut, isMasked, path } = fact;
  const title = factTitle(fact);
  const bot = useBots().data?.find(({ id }) => id === botId)?.name ?? botId;
  const refusal = useBotRefusal(botId, "production.edit");
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-1 border-b border-line px-4 py-2.5 text-sm last:border-b-0">
      <div className="min-w-0 grow basis-48">
        <p className="break-words text-muted" title={path}>
          {title}{" "}
          <span className="text-xs">
            · {scope !== "unclassified" && <ScopeDot scope={scope} className="mr-1.5" />}
            {scope === "unclassified" ? "unknown key" : scope} · {bot}
          </span>
        </p>
        <p className="font-semibold break-words">
          <FactValue value={value} isCut={isCut} />
        </p>
      </div>
      <FactBadges fact={fact} />
      {onCorrect && !isMasked && refusal === null && (
        <Button size="sm" aria-label={`Correct ${title}`} onClick={onCorrect}>
          Correct…
        </Button>
      )}
    </li>
  );
}
