"use client";
import { Check, CircleAlert, CircleDot, TriangleAlert, Undo2 } from "lucide-react";
import { useId, useState } from "react";
import { useBotRefusal } from "@/components/access/use-bot-refusal";
import { problemSentence } from "@/components/api/api-problem";
import { unless } from "@/components/state/panels/unless";
import { Badge, type BadgeTone } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ErrorNote } from "@/components/ui/error-note";
import { fullTime } from "@/components/ui/time-words";
import type { Finding, FindingSeverity } from "@/lib/model";
import { countWords } from "../words";
import { AcceptForm } from "./accept-form";
import { FindingPlace } from "./finding-place";
import { FindingSources } from "./finding-sources";
import { useJudge } from "./use-findings";

const severities: Record<FindingSeverity, { words: string; tone: BadgeTone; Icon: typeof CircleAlert }> = {
  high: { words: "Look first", tone: "bad", Icon: CircleAlert },
  medium: { words: "Look soon", tone: "warning", Icon: TriangleAlert },
  low: { words: "Tidy up", tone: "neutral", Icon: CircleDot },
};

/** One finding: the rule, where, how many people, what was found, why it matters and what to do. */
export function FindingCard({ botId, finding }: { botId: string; finding: Finding }) {
  const [isAccepting, setAccepting] = useState(false);
  const judging = useJudge(botId, finding.id);
  const heading = useId();
  const refusal = useBotRefusal(botId, "production.edit");
  const { words, tone, Icon } = severities[finding.severity];
  const judge = (reason: string | null) => judging.mutate(reason, { onSuccess: () => setAccepting(false) });
  return (
    <article aria-labelledby={heading} className="rounded-lg border border-line bg-surface px-4 py-3">
      <header className="flex flex-wrap items-start gap-x-3 gap-y-1.5">
        <div className="min-w-0 grow basis-80">
          <h3 id={heading} className="font-semibold">
            {finding.title}
          </h3>
          <p className="mt-0.5 text-sm">
            <FindingPlace {...finding} />
          </p>
        </div>
        <p className="flex flex-wrap items-center gap-2 text-sm">
          <span className="font-semibold tabular-nums">{countWords(finding.people, "person", "people")}</span>
          <Badge tone={tone}>
            <Icon aria-hidden="true" className="size-3.5" /> {words}
          </Badge>
        </p>
      </header>
      <div className="mt-2 grid gap-x-8 gap-y-2 text-sm lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div>
          <p>{finding.detail}</p>
          <dl className="mt-2 grid gap-x-4 gap-y-1 sm:grid-cols-[max-content_minmax(0,1fr)]">
            <dt className="text-muted">Why it matters</dt>
            <dd className="max-sm:mb-1">{finding.why}</dd>
            <dt className="text-muted">What to do</dt>
            <dd>{finding.advice}</dd>
          </dl>
        </div>
        <FindingSources botId={botId} finding={finding} />
      </div>
      {finding.accepted && (
        <Accepted accepted={finding.accepted} isBusy={judging.isPending || refusal !== null} onReopen={() => judge(null)} />
      )}
      {!finding.accepted && !isAccepting && (
        <Button className="mt-3" size="sm" aria-describedby={heading} {...unless(refusal, () => setAccepting(true))}>
          <Check aria-hidden="true" className="size-3.5" /> Accept with a reason…
        </Button>
      )}
      {!finding.accepted && isAccepting && <AcceptForm isBusy={judging.isPending} onAccept={judge} onCancel={() => setAccepting(false)} />}
      {judging.error && <ErrorNote className="mt-2" title="Nothing was changed" detail={problemSentence(judging.error)} />}
    </article>
  );
}

type AcceptedProps = { accepted: NonNullable<Finding["accepted"]>; isBusy: boolean; onReopen: () => void };

function Accepted({ accepted: { reason, by, at }, isBusy, onReopen }: AcceptedProps) {
  return (
    <div className="mt-3 flex flex-wrap items-center gap-x-3 gap-y-1.5 rounded-md bg-raised px-3 py-2 text-sm">
      <p className="min-w-0 grow basis-64 wrap-anywhere">
        <strong className="font-semibold">Accepted:</strong> {reason}{" "}
        <span className="text-muted">
          ({by}, {fullTime(at)})
        </span>
      </p>
      <Button size="sm" disabled={isBusy} onClick={onReopen}>
        <Undo2 aria-hidden="true" className="size-3.5" /> Take back
      </Button>
    </div>
  );
}
