"use client";
import { ArrowRight, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { UnlessRefused } from "@/components/access/unless-refused";
import { useBotRefusal } from "@/components/access/use-bot-refusal";
import { ValueText } from "@/components/state/tree/value-text";
import { Button } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";
import { ErrorNote } from "@/components/ui/error-note";
import { ScopeDot } from "@/components/ui/scope-dot";
import { useConversation } from "@/components/workbench/conversation-context";
import { isEqualJson, type JsonValue, type LostValue } from "@/lib/model";
import { describeDecision, describePlace, nameKeepLost, nameLoser } from "./lost-value-words";
import { type DecideLostValue, useDecideLostValue } from "./use-lost-values";

/** One place that the bot wrote over: its three values, and the choice of which is to stand. */
export function LostValueCard({ lost }: { lost: LostValue }) {
  const { botId, persona } = useConversation();
  const refusal = useBotRefusal(botId, "production.edit");
  const deciding = useDecideLostValue();
  const isOpen = lost.isAsked && lost.decision === null;
  return (
    <article
      aria-label={`Lost value at ${describePlace(lost)}`}
      className={cx("mt-2 rounded-md border px-3 py-2 text-sm", isOpen ? "border-changed bg-warning-wash" : "border-line bg-surface")}
    >
      <h4 className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
        <TriangleAlert aria-hidden="true" className="size-4 shrink-0 text-changed" />
        {lost.scope !== null && <ScopeDot scope={lost.scope} />}
        <span className="font-mono text-[0.78125rem] font-semibold wrap-anywhere">{lost.path || "the whole item"}</span>
        <span className="text-xs text-muted">{lost.scope === null ? lost.key : `${lost.scope} state`}</span>
      </h4>
      <dl className="mt-1.5 grid grid-cols-[max-content_1fr] gap-x-3 gap-y-0.5 font-mono text-[0.78125rem]">
        <Value label="The bot knew" value={lost.known} />
        <Value label={lost.isLate ? "The bot wrote late" : "The bot wrote"} value={lost.written} />
        <Value label={nameLoser(lost.overwrittenBy, persona.name)} value={lost.overwritten} isStrong />
        {!isSame(lost.current, lost.decision?.keep === "overwritten" ? lost.overwritten : lost.written) && (
          <Value label="Now there is" value={lost.current} />
        )}
      </dl>
      <UnlessRefused reason={refusal} className="mt-2">
        <Choice lost={lost} deciding={deciding} myName={persona.name} />
      </UnlessRefused>
      {deciding.failure && <ErrorNote className="mt-2" title="Nothing was changed" detail={deciding.failure} />}
    </article>
  );
}

function isSame(one: unknown, other: unknown): boolean {
  return isEqualJson(one as JsonValue | undefined, other as JsonValue | undefined);
}

function Value({ label, value, isStrong = false }: { label: string; value: unknown; isStrong?: boolean }) {
  return (
    <>
      <dt className={cx("font-sans text-xs leading-5", isStrong ? "font-semibold" : "text-muted")}>{label}</dt>
      <dd className="min-w-0">
        <Shown value={value} />
      </dd>
    </>
  );
}

function Shown({ value }: { value: unknown }) {
  if (value === undefined) return <span className="font-sans text-xs text-muted">nothing</span>;
  return <ValueText value={value as JsonValue} />;
}

type ChoiceProps = { lost: LostValue; deciding: DecideLostValue; myName: string };

function Choice({ lost, deciding: { decide, isBusy }, myName }: ChoiceProps) {
  const decision = describeDecision(lost, myName);
  if (lost.scope === null)
    return <p className="mt-1.5 text-xs text-muted">No scope shows this storage key, so it cannot be put back here.</p>;
  if (decision !== null) {
    return (
      <Row>
        <p className="text-muted">{decision}</p>
        <Button size="sm" disabled={isBusy} onClick={() => void decide(lost, null)} aria-label={`Undo the decision about ${lost.path}`}>
          Undo
        </Button>
      </Row>
    );
  }
  return (
    <Row>
      {lost.isAsked && (
        <Button size="sm" disabled={isBusy} onClick={() => void decide(lost, "bot")} aria-label={`Keep the bot’s value of ${lost.path}`}>
          Keep the bot’s
        </Button>
      )}
      <Button
        size="sm"
        variant={lost.isAsked ? "secondary" : "primary"}
        disabled={isBusy}
        onClick={() => void decide(lost, "overwritten")}
        aria-label={lost.isAsked ? `${nameKeepLost(lost.overwrittenBy, myName)}: ${lost.path}` : `Put back ${lost.path}`}
      >
        {lost.isAsked ? nameKeepLost(lost.overwrittenBy, myName) : "Put back"}
      </Button>
      <p className="flex min-w-0 flex-wrap items-center gap-1 font-mono text-xs">
        <span className="sr-only">changes</span>
        <Shown value={lost.current} />
        <ArrowRight role="img" aria-label="to" className="size-3.5 shrink-0 text-muted" />
        <Shown value={lost.overwritten} />
      </p>
    </Row>
  );
}

function Row({ children }: { children: ReactNode }) {
  return <div className="mt-2 flex flex-wrap items-center gap-2">{children}</div>;
}
