"use client";
import { UsersRound } from "lucide-react";
import { useCallback, useState } from "react";
import { problemSentence } from "@/components/api/api-problem";
import { useMaskingVersion } from "@/components/masking/use-masking-version";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorNote } from "@/components/ui/error-note";
import { Spinner } from "@/components/ui/spinner";
import type { PersonPage } from "@/lib/model";
import { PeopleFilters } from "./people-filters";
import { PeopleTable } from "./people-table";
import { everybody, type ListedPeople, usePeopleList } from "./use-people-list";

/** Everybody whom the bots know. */
export function PeoplePage() {
  const [listed, setListed] = useState(everybody);
  useMaskingVersion();
  const { people, first, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = usePeopleList(listed);
  const onReachEnd = useCallback(() => {
    if (!isFetchingNextPage) void fetchNextPage();
  }, [isFetchingNextPage, fetchNextPage]);
  return (
    <div className="relative mx-auto flex min-h-0 w-full max-w-6xl grow flex-col overflow-y-auto px-4 py-5">
      <header className="mb-4">
        <h1 className="text-lg font-semibold">People</h1>
        <p className="text-sm text-muted">Whom the bots know, and how much they remember of each.</p>
      </header>
      <PeopleFilters listed={listed} channels={first?.channels ?? []} onChange={setListed} />
      <p role="status" className="mb-2 min-h-4 text-xs text-muted">
        {first && people && countText(first, people.length, hasNextPage)}
      </p>
      {error && (
        <ErrorNote className="mb-3" title="The people did not load" detail={problemSentence(error)} onRetry={() => void refetch()} />
      )}
      {!people && !error && <Spinner label="Loading the people" isLabelShown />}
      {people?.length === 0 && <Nobody listed={listed} />}
      {people && people.length > 0 && <PeopleTable people={people} isMore={hasNextPage} onReachEnd={onReachEnd} />}
    </div>
  );
}

const wholeNumber = new Intl.NumberFormat("en");

function countText({ total, search }: PersonPage, loaded: number, isMore: boolean): string {
  if (total !== null) return total === 1 ? "1 person" : `${wholeNumber.format(total)} people`;
  const count = loaded === 1 && !isMore ? "1 person" : `${wholeNumber.format(loaded)}${isMore ? " or more" : ""} people`;
  if (search?.isCapped) return "The first 1,000 people that were found. Type more to find fewer.";
  if (search?.match === "exact") return `${count}. Fewer than three characters are looked for as a whole name, id or value.`;
  return count;
}

function Nobody({ listed }: { listed: ListedPeople }) {
  const isNarrowed = listed.query.trim() !== "" || listed.botId !== "" || listed.channelId !== "" || listed.seenDays !== "";
  return (
    <EmptyState title={isNarrowed ? "Nobody matches" : "Nobody yet"} icon={<UsersRound className="size-8" />}>
      {isNarrowed
        ? "No name, id or remembered value fits. Whom production bots know is found by a whole name, id, address or number only."
        : "Whoever talks with a bot is listed here from the first moment on."}
    </EmptyState>
  );
}
