"use client";
import { Lock } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { useRefusal } from "@/components/access/use-refusal";
import { problemSentence } from "@/components/api/api-problem";
import { caseUrl } from "@/components/privacy/requests/case-url";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ErrorNote } from "@/components/ui/error-note";
import { PageLink } from "@/components/ui/page-link";
import type { PersonStanding as Standing } from "@/lib/model";
import { usePersonStanding } from "./use-standing";

export type StandingTask =
  | { kind: "restrict" }
  | { kind: "object" }
  | { kind: "hold" }
  | { kind: "lift"; restriction: "restriction" | "objection" }
  | { kind: "release"; holdId: string; matter: string }
  | { kind: "review"; holdId: string; matter: string };

// Popups are fetched when first opened.
const StandingDialog = dynamic(() => import("./standing-dialog").then((module) => module.StandingDialog), { ssr: false });

/** On a person's page: what may be done with their data now, why not, and who can change it. */
export function PersonStanding({ personId }: { personId: string }) {
  const { data: standing, error } = usePersonStanding(personId);
  const [task, setTask] = useState<StandingTask | null>(null);
  const mayPropose = useRefusal("privacy.propose") === null;
  if (error) return <ErrorNote className="mb-5" title="Restrictions did not load" detail={problemSentence(error)} />;
  if (!standing) return null;
  return (
    <section aria-label="Restrictions and holds" className="mb-5 rounded-md border border-line bg-raised px-3 py-2 text-sm">
      <ul className="flex flex-col gap-1.5">
        {standing.isRestricted && (
          <Restricted standing={standing} onLift={mayPropose ? () => setTask({ kind: "lift", restriction: "restriction" }) : null} />
        )}
        {standing.hasObjected && (
          <Objected standing={standing} onLift={mayPropose ? () => setTask({ kind: "lift", restriction: "objection" }) : null} />
        )}
        {standing.holds.map((hold) => (
          <li key={hold.id} className="flex flex-wrap items-center gap-2">
            <Lock aria-hidden="true" className="size-4 shrink-0 text-accent" />
            <p className="min-w-0 grow basis-64 wrap-anywhere">
              <strong className="font-semibold">On hold for matter {hold.matter}</strong>
              {hold.conversationId === null ? "" : `, conversation ${hold.conversationId}`}
              {hold.fromOn === null ? "" : `, ${hold.fromOn} to ${hold.untilOn}`}: neither erased nor swept. {hold.owner} looks at it again
              by {hold.reviewOn}. {hold.isOverdue && <Badge tone="bad">review overdue</Badge>}
            </p>
            {mayPropose && (
              <>
                <Button size="sm" onClick={() => setTask({ kind: "review", holdId: hold.id, matter: hold.matter })}>
                  Reviewed…
                </Button>
                <Button size="sm" onClick={() => setTask({ kind: "release", holdId: hold.id, matter: hold.matter })}>
                  Release…
                </Button>
              </>
            )}
          </li>
        ))}
        <li className="flex flex-wrap items-center gap-2">
          {isFree(standing) && (
            <span className="min-w-0 grow basis-64 text-muted">Nothing restricts what bots do with this person's data.</span>
          )}
          {mayPropose && !standing.isRestricted && (
            <Button size="sm" onClick={() => setTask({ kind: "restrict" })}>
              Restrict…
            </Button>
          )}
          {mayPropose && !standing.hasObjected && (
            <Button size="sm" onClick={() => setTask({ kind: "object" })}>
              Note an objection…
            </Button>
          )}
          {mayPropose && (
            <Button size="sm" onClick={() => setTask({ kind: "hold" })}>
              Legal hold…
            </Button>
          )}
        </li>
      </ul>
      {task && <StandingDialog personId={personId} task={task} onClose={() => setTask(null)} />}
    </section>
  );
}

function isFree({ isRestricted, hasObjected, holds }: Standing): boolean {
  return !isRestricted && !hasObjected && holds.length === 0;
}

/** `onLift` is null for whoever may not propose it. */
type RowProps = { standing: Standing; onLift: (() => void) | null };

function Restricted({ standing, onLift }: RowProps) {
  const first = standing.restrictions.find(({ kind, liftedAt }) => kind === "restriction" && liftedAt === null);
  return (
    <li className="flex flex-wrap items-center gap-2">
      <Lock aria-hidden="true" className="size-4 shrink-0 text-removed" />
      <p className="min-w-0 grow basis-64 wrap-anywhere">
        <strong className="font-semibold">Restricted: kept, and used for nothing.</strong> Bots do not answer, and nothing is edited, reset,
        replayed or exported for tests. {first && `${first.by}, ${first.at.slice(0, 10)}: ${first.reason}`}
      </p>
      {onLift && (
        <Button size="sm" onClick={onLift}>
          Lift the restriction…
        </Button>
      )}
    </li>
  );
}

function Objected({ standing, onLift }: RowProps) {
  const first = standing.restrictions.find(({ kind, liftedAt }) => kind === "objection" && liftedAt === null);
  return (
    <li className="flex flex-wrap items-center gap-2">
      <Lock aria-hidden="true" className="size-4 shrink-0 text-changed" />
      <p className="min-w-0 grow basis-64 wrap-anywhere">
        <strong className="font-semibold">Objected: bots answer without memory.</strong> They neither read nor write what they remember of
        this person. {first && `${first.by}, ${first.at.slice(0, 10)}: ${first.reason}`}{" "}
        {first?.caseNumber && (
          <PageLink
            href={caseUrl(first.caseNumber)}
            className="rounded-sm whitespace-nowrap text-accent underline underline-offset-2 hover:no-underline"
          >
            {first.caseNumber}
          </PageLink>
        )}
      </p>
      {onLift && (
        <Button size="sm" onClick={onLift}>
          Lift the objection…
        </Button>
      )}
    </li>
  );
}
