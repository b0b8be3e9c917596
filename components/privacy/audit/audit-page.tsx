"use client";
import { ScrollText } from "lucide-react";
import { useState } from "react";
import { problemSentence } from "@/components/api/api-problem";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorNote } from "@/components/ui/error-note";
import { PageLink } from "@/components/ui/page-link";
import { Spinner } from "@/components/ui/spinner";
import { PrivacyFrame } from "../privacy-frame";
import { AuditFilters, allEntries } from "./audit-filters";
import { EntryList } from "./entry-list";
import { LogCheck } from "./log-check";
import { toFilter } from "./to-filter";
import { useAuditLog } from "./use-audit-log";

/** Who did what with people's data. `personId`: only what is about them. */
export function AuditPage({ personId }: { personId: string | null }) {
  const [chosen, setChosen] = useState({ ...allEntries, personId: personId ?? "" });
  const { entries, first, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useAuditLog(toFilter(chosen));
  return (
    <PrivacyFrame
      tab="/privacy/audit"
      title="Audit"
      description="Who looked at, changed or exported what bots know about people. Entries are only ever added, and each is chained to the one before."
    >
      {first && <LogCheck head={first.head} keyId={first.keyId} />}
      {chosen.personId !== "" && (
        <p className="mb-2 text-sm">
          Only what is about{" "}
          <PageLink href={`/people/${encodeURIComponent(chosen.personId)}`} className="text-accent underline">
            one person
          </PageLink>
          .
        </p>
      )}
      {first && <AuditFilters chosen={chosen} actors={first.actors} onChange={setChosen} />}
      {error && <ErrorNote title="The audit log did not load" detail={problemSentence(error)} onRetry={() => void refetch()} />}
      {!entries && !error && <Spinner label="Loading the audit log" isLabelShown />}
      {entries?.length === 0 && (
        <EmptyState title="Nothing on record" icon={<ScrollText className="size-8" />}>
          What is done with people of production bots, and every change of a rule, is listed here.
        </EmptyState>
      )}
      {entries && entries.length > 0 && <EntryList entries={entries} />}
      {hasNextPage && (
        <div className="mt-3 flex justify-center">
          <Button onClick={() => void fetchNextPage()} disabled={isFetchingNextPage}>
            {isFetchingNextPage ? "Loading…" : "Show older entries"}
          </Button>
        </div>
      )}
    </PrivacyFrame>
  );
}
