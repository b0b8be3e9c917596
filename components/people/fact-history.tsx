"use client";
import { problemSentence } from "@/components/api/api-problem";
import { ErrorNote } from "@/components/ui/error-note";
import { PageLink } from "@/components/ui/page-link";
import { Spinner } from "@/components/ui/spinner";
import type { PersonDetail, PersonFact } from "@/lib/model";
import { FactValue } from "./fact-value";
import { sourceWords } from "./fact-words";
import { sourceUrl } from "./source-url";
import { useFactHistory } from "./use-person";

/** The values that a fact has had, newest first. */
export function FactHistory({ fact, person }: { fact: PersonFact; person: PersonDetail }) {
  const { data, error, refetch } = useFactHistory(person.personId, fact.factId);
  if (error)
    return <ErrorNote className="mt-2" title="The history did not load" detail={problemSentence(error)} onRetry={() => void refetch()} />;
  if (!data) return <Spinner label="Looking for its values" isLabelShown />;
  const now = new Date();
  return (
    <div className="mt-2 border-l-2 border-line pl-3 text-sm">
      {data.values.length === 0 && <p className="text-muted">Nothing that was recorded has set this value.</p>}
      <ol aria-label="Values, newest first" className="flex flex-col gap-1.5">
        {data.values.map((entry, index) => {
          const others = person.conversationList.find(({ conversationId }) => conversationId === entry.conversationId)?.others ?? [];
          const { lead, quote } = sourceWords(entry, { personId: person.personId, origin: fact.origin, others, now });
          const place = sourceUrl(entry);
          return (
            <li key={entry.seq}>
              <span className="font-medium break-words">{"value" in entry ? <FactValue value={entry.value} /> : "removed"}</span>
              {index === 0 && <span className="ml-2 text-xs font-semibold text-accent">now</span>}
              <span className="block text-muted">
                {lead} {quote !== null && <q className="text-ink">{quote}</q>}{" "}
                {place && (
                  <PageLink href={place.href} className="text-accent underline underline-offset-2 hover:no-underline">
                    {place.text}
                  </PageLink>
                )}
              </span>
            </li>
          );
        })}
      </ol>
      {data.values.length === 1 && data.isComplete && <p className="mt-1 text-xs text-muted">It had no other value before.</p>}
      {!data.isComplete && <p className="mt-1 text-xs text-muted">Older values are in the conversation.</p>}
    </div>
  );
}
