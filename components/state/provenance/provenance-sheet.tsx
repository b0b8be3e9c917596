"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Bot, Pencil } from "lucide-react";
import { problemSentence } from "@/components/api/api-problem";
import { traceValue } from "@/components/api/client";
import { type Moment, toLink } from "@/components/time-travel/moment";
import { Button, buttonClass } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { ErasedText } from "@/components/ui/erased-text";
import { erasedWords } from "@/components/ui/erased-words";
import { ErrorNote } from "@/components/ui/error-note";
import { PageLink } from "@/components/ui/page-link";
import { Spinner } from "@/components/ui/spinner";
import { fullTime } from "@/components/ui/time-words";
import { formatDeepLink, nowhere } from "@/components/workbench/deep-link";
import { isEqualJson, type JsonValue, type ProvenanceEntry, parsePointer, scopeLabels } from "@/lib/model";
import type { Place } from "../panels/use-reveal";
import { ValueText } from "../tree/value-text";
import { describeSetter } from "./describe-entry";

type ProvenanceSheetProps = {
  conversationId: string;
  userId: string;
  myName: string;
  place: Place;
  onChoose: (moment: Moment) => void;
  onClose: () => void;
};

/** The chain of a value: what set it, from which sentence of whom, in which dialog, and what it was before, back to the first. */
export function ProvenanceSheet({ conversationId, userId, myName, place, onChoose, onClose }: ProvenanceSheetProps) {
  const { scope, path } = place;
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ["provenance", conversationId, userId, scope, path],
    queryFn: ({ pageParam, signal }) => traceValue(conversationId, { scope, ...pageParam, userId, signal }),
    initialPageParam: { path } as { path: string; before?: number },
    getNextPageParam: ({ next }) => next,
    staleTime: 0,
  });
  const entries = data?.pages.flatMap((page) => page.entries);
  return (
    <Dialog
      isOpen
      placement="side"
      onClose={onClose}
      title={`Where does ${parsePointer(path).at(-1)} come from?`}
      description={`${scopeLabels[scope]} · ${path}`}
    >
      {error && <ErrorNote title="The values did not load" detail={problemSentence(error)} onRetry={() => void refetch()} />}
      {!error && !entries && <Spinner label="Looking for its values" isLabelShown />}
      {entries?.length === 0 && <p className="text-sm text-muted">Nothing that was recorded has set this value.</p>}
      {entries && entries.length > 0 && (
        <ol aria-label="Values, newest first" className="relative ml-2 border-l border-line-strong">
          {entries.map((entry, index) => (
            <Entry
              key={entry.seq}
              entry={entry}
              before={entries[index + 1]}
              isFirst={!hasNextPage && index === entries.length - 1}
              isNow={index === 0}
              isHere={entry.conversationId === conversationId}
              myName={myName}
              onChoose={onChoose}
            />
          ))}
        </ol>
      )}
      {hasNextPage && (
        <Button className="mt-3" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {isFetchingNextPage ? "Looking for earlier values…" : "Earlier values"}
        </Button>
      )}
    </Dialog>
  );
}

type EntryProps = {
  entry: ProvenanceEntry;
  before: ProvenanceEntry | undefined;
  /** That there was none before it is known. */
  isFirst: boolean;
  isNow: boolean;
  isHere: boolean;
  myName: string;
  onChoose: (moment: Moment) => void;
};

function Entry({ entry, before, isFirst, isNow, isHere, myName, onChoose }: EntryProps) {
  const { kind, sentence, person, dialog, at } = entry;
  const Icon = kind === "turn" || kind === "late" ? Bot : Pencil;
  return (
    <li className="relative pb-4 pl-5 text-sm last:pb-0">
      <span className="absolute -left-3 flex size-6 items-center justify-center rounded-full border border-line-strong bg-surface">
        <Icon aria-hidden="true" className="size-3.5 text-muted" />
      </span>
      <p className="pt-0.5 font-mono text-[0.8125rem] leading-5">
        <EntryValue entry={entry} />
        {isNow && <span className="ml-2 font-sans text-xs font-semibold text-accent">now</span>}
      </p>
      <p className="mt-0.5">
        <SetterLink entry={entry} isHere={isHere} myName={myName} onChoose={onChoose} />
        {sentence !== null && (
          <>
            {": "}
            {person?.name ?? "somebody"} said <q>{sentence}</q>
          </>
        )}
      </p>
      <p className="text-xs text-muted">
        {dialog !== null && `in ${dialog} · `}
        {fullTime(at)}
        {!isHere && entry.conversationId !== null && ` · in conversation ${entry.conversationId}`}
      </p>
      <p className="text-xs text-muted">
        {before && !isSameValue(entry, before) && (
          <>
            before that <EntryValue entry={before} isStruck />
          </>
        )}
        {isFirst && "the first value that is known"}
      </p>
    </li>
  );
}

/** A fork carries a value over as it is. */
function isSameValue(one: ProvenanceEntry, other: ProvenanceEntry): boolean {
  return isEqualJson(one.value as JsonValue | undefined, other.value as JsonValue | undefined);
}

function EntryValue({ entry, isStruck = false }: { entry: ProvenanceEntry; isStruck?: boolean }) {
  // The value comes from our own server, which had it as JSON.
  const value = entry.value as JsonValue | undefined;
  if (value === undefined && entry.erased) return <ErasedText words={erasedWords(entry.erased)} />;
  if (value === undefined) return <span className="font-sans text-removed">{isStruck ? "not there" : "− removed"}</span>;
  return <ValueText value={value} isStruck={isStruck} isFull />;
}

type SetterLinkProps = Pick<EntryProps, "entry" | "isHere" | "myName" | "onChoose">;

/** Leads to the moment: here at once, elsewhere on that conversation's page. */
function SetterLink({ entry, isHere, myName, onChoose }: SetterLinkProps) {
  const words = describeSetter(entry, myName);
  const moment = momentOf(entry);
  if (moment === null || entry.conversationId === null) return <strong className="font-semibold">{words}</strong>;
  if (isHere) {
    return (
      <Button size="sm" title="Show the state after it" onClick={() => onChoose(moment)}>
        {words}
      </Button>
    );
  }
  return (
    <PageLink href={formatDeepLink(entry.conversationId, { ...nowhere, ...toLink(moment) })} className={buttonClass("secondary", "sm")}>
      {words}
    </PageLink>
  );
}

function momentOf({ kind, turn, seq }: ProvenanceEntry): Moment | null {
  if (kind !== "turn") return { kind: "write", seq, isBefore: false };
  return turn === null ? null : { kind: "turn", turn, isBefore: false };
}
