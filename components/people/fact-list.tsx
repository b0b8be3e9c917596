"use client";
import { useState } from "react";
import { problemSentence } from "@/components/api/api-problem";
import { formatCount } from "@/components/state/values/measure";
import { Button } from "@/components/ui/button";
import { ErrorNote } from "@/components/ui/error-note";
import { Spinner } from "@/components/ui/spinner";
import type { PersonDetail, PersonFact } from "@/lib/model";
import { AudienceChoice, dialogCounts, type SeenBy } from "./audience-choice";
import { Card } from "./card";
import { FactRow } from "./fact-row";
import { byPurpose } from "./fact-words";
import type { FactPart } from "./person-calls";
import { usePersonFacts } from "./use-person";

/** What is remembered of a person, by what it is used for; what only keeps a dialog going is folded away. */
export function FactList({ person }: { person: PersonDetail }) {
  const [seenBy, setSeenBy] = useState<SeenBy>("all");
  const part = { of: "state", seenBy: seenBy === "all" ? null : seenBy } as const;
  const { facts, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = usePersonFacts(person.personId, part);
  const inDialogs = dialogCounts(person)[seenBy];
  return (
    <Card title={`What the bots remember about ${person.isMasked ? "this person" : person.name}`}>
      {error && <ErrorNote className="m-3" title="The facts did not load" detail={problemSentence(error)} onRetry={() => void refetch()} />}
      {!facts && !error && (
        <div className="p-4">
          <Spinner label="Loading the facts" isLabelShown />
        </div>
      )}
      {person.facts > 0 && <AudienceChoice person={person} value={seenBy} onChange={setSeenBy} />}
      {facts?.length === 0 && <p className="px-4 py-6 text-sm text-muted">{inDialogs > 0 ? nothingElse : nothing[seenBy]}</p>}
      {facts && facts.length > 0 && <Groups facts={facts} person={person} />}
      {hasNextPage && <MoreButton isLoading={isFetchingNextPage} onPress={() => void fetchNextPage()} />}
      {inDialogs > 0 && <DialogFacts key={seenBy} person={person} seenBy={part.seenBy} count={inDialogs} />}
    </Card>
  );
}

const nothingElse = "Nothing, but for what dialogs under way hold.";
const nothing: Record<SeenBy, string> = {
  all: "Nothing.",
  others: "Nothing of theirs is kept where others can see it.",
  bot: "All of it is kept where others can see it.",
};

function Groups({ facts, person }: { facts: readonly PersonFact[]; person: PersonDetail }) {
  return byPurpose(facts).map(({ purpose, facts: own }) => (
    <section key={purpose ?? ""} aria-label={purpose ?? "No purpose"}>
      <h3 className="border-b border-line bg-raised px-4 py-1.5 text-xs font-semibold text-muted">
        {purpose ?? "Nobody has said what these are for"} <span className="font-normal">· {formatCount(own.length, "fact")}</span>
      </h3>
      <ul>
        {own.map((fact) => (
          <FactRow key={fact.factId} fact={fact} person={person} />
        ))}
      </ul>
    </section>
  ));
}

type DialogFactsProps = { person: PersonDetail; seenBy: FactPart["seenBy"]; count: number };

function DialogFacts({ person, seenBy, count }: DialogFactsProps) {
  const [isOpen, setIsOpen] = useState(false);
  const part = { of: "dialogs", seenBy } as const;
  const { facts, error, hasNextPage, isFetchingNextPage, fetchNextPage } = usePersonFacts(person.personId, part, isOpen);
  return (
    <details className="border-t border-line" onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary className="cursor-pointer px-4 py-2.5 text-sm text-muted hover:bg-hover">
        In dialogs under way: {formatCount(count, "value")}, half-typed answers among them
      </summary>
      {error && <ErrorNote className="m-3" title="These values did not load" detail={problemSentence(error)} />}
      {isOpen && !facts && !error && (
        <div className="p-4">
          <Spinner label="Loading these values" isLabelShown />
        </div>
      )}
      <ul>
        {facts?.map((fact) => (
          <FactRow key={fact.factId} fact={fact} person={person} />
        ))}
      </ul>
      {hasNextPage && <MoreButton isLoading={isFetchingNextPage} onPress={() => void fetchNextPage()} />}
    </details>
  );
}

function MoreButton({ isLoading, onPress }: { isLoading: boolean; onPress: () => void }) {
  return (
    <div className="border-t border-line p-3">
      <Button disabled={isLoading} onClick={onPress}>
        {isLoading ? "Loading…" : "Show earlier facts"}
      </Button>
    </div>
  );
}
