"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Scale } from "lucide-react";
import { useRefusal } from "@/components/access/use-refusal";
import { problemSentence } from "@/components/api/api-problem";
import { personUrl } from "@/components/people/person-url";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorNote } from "@/components/ui/error-note";
import { PageLink } from "@/components/ui/page-link";
import { Spinner } from "@/components/ui/spinner";
import type { DecideRequest, Proposal } from "@/lib/model";
import { PrivacyFrame } from "../privacy-frame";
import { proposalsKey } from "../standing/use-standing";
import { decideProposal, listProposals } from "./proposal-calls";
import { proposalWords, stateTones } from "./proposal-words";

const description = "What one person wants done and another decides: what takes protection or data away.";

/** What waits for a second person, and what was decided. */
export function ProposalsPage() {
  const {
    data: proposals,
    error,
    refetch,
  } = useQuery({ queryKey: proposalsKey, queryFn: ({ signal }) => listProposals(signal), staleTime: 0 });
  return (
    <PrivacyFrame tab="/privacy/proposals" title="Proposals" description={description}>
      {error && <ErrorNote title="The proposals did not load" detail={problemSentence(error)} onRetry={() => void refetch()} />}
      {!proposals && !error && <Spinner label="Loading the proposals" isLabelShown />}
      {proposals?.length === 0 && (
        <EmptyState title="Nothing was proposed" icon={<Scale className="size-8" />}>
          Lifting a restriction or hold, resetting a production bot's memory and shortening retention are decided here.
        </EmptyState>
      )}
      {proposals && proposals.length > 0 && (
        <ul className="flex flex-col gap-3">
          {proposals.map((one) => (
            <ProposalRow key={one.id} proposal={one} />
          ))}
        </ul>
      )}
    </PrivacyFrame>
  );
}

function ProposalRow({ proposal }: { proposal: Proposal }) {
  const queries = useQueryClient();
  const decide = useMutation({
    mutationFn: (decision: DecideRequest["decision"]) => decideProposal(proposal.id, { decision, note: "" }),
    onSettled: () => queries.invalidateQueries({ queryKey: ["privacy"] }),
  });
  const { work, reason, state, proposedBy, proposedAt, decidedBy, decidedAt, note, isSelfApproved, mayDecide } = proposal;
  const mayNot = useRefusal("privacy.approve");
  const words = proposalWords(work);
  return (
    <li className="rounded-lg border border-line bg-surface px-4 py-3 text-sm">
      <div className="flex flex-wrap items-center gap-2">
        <p className="min-w-0 grow basis-64 font-semibold wrap-anywhere">{words}</p>
        <Badge tone={stateTones[state]}>{state}</Badge>
        {isSelfApproved && <Badge tone="warning">self-approved</Badge>}
      </div>
      <p className="mt-1 wrap-anywhere">{reason}</p>
      <p className="mt-1 text-xs text-muted">
        {proposedBy}, {proposedAt.slice(0, 10)}
        {decidedBy !== null && ` · decided by ${decidedBy}, ${decidedAt?.slice(0, 10)}`}
        {note !== null && ` · ${note}`}
        {work.personId !== null && (
          <>
            {" · "}
            <PageLink href={personUrl(work.personId)} className="text-accent underline">
              the person
            </PageLink>
          </>
        )}
      </p>
      {state === "open" && (
        <div className="mt-2 flex flex-wrap items-center gap-2">
          <Button
            variant="primary"
            size="sm"
            disabled={!mayDecide || decide.isPending}
            aria-label={`Approve: ${words}`}
            onClick={() => decide.mutate("approve")}
          >
            Approve
          </Button>
          <Button
            size="sm"
            disabled={mayNot !== null || decide.isPending}
            aria-label={`Reject: ${words}`}
            onClick={() => decide.mutate("reject")}
          >
            Reject
          </Button>
          {!mayDecide && <span className="text-xs text-muted">{mayNot ?? "Another person has to decide this."}</span>}
        </div>
      )}
      {decide.error && <ErrorNote className="mt-2" title="Not done" detail={problemSentence(decide.error)} />}
    </li>
  );
}
