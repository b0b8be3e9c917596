"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { UnlessRefused } from "@/components/access/unless-refused";
import { useRefusal } from "@/components/access/use-refusal";
import { problemSentence } from "@/components/api/api-problem";
import { unless } from "@/components/state/panels/unless";
import { Button } from "@/components/ui/button";
import { ErrorNote } from "@/components/ui/error-note";
import { Spinner } from "@/components/ui/spinner";
import type { Retention, RetentionPreview } from "@/lib/model";
import { PrivacyFrame } from "../privacy-frame";
import { HoldTable } from "./hold-table";
import { getRetention, previewSweep, sweepNow } from "./retention-calls";
import { RuleTable } from "./rule-table";

const description = "How long what bots remember is kept. Holds and restrictions come before every rule.";

/** The rules of retention, the next sweep, and what is on hold. */
export function RetentionPage() {
  const mayNot = useRefusal("privacy.propose");
  const { data, error, refetch } = useQuery({
    queryKey: ["privacy", "retention"],
    queryFn: ({ signal }) => getRetention(signal),
    staleTime: 0,
  });
  return (
    <PrivacyFrame tab="/privacy/retention" title="Retention" description={description}>
      {error && <ErrorNote title="The rules did not load" detail={problemSentence(error)} onRetry={() => void refetch()} />}
      {!data && !error && <Spinner label="Loading the rules" isLabelShown />}
      {data && (
        <div className="flex flex-col gap-5">
          {data.isMissed && (
            <ErrorNote
              title="A sweep was missed"
              detail="The last one is more than 36 hours ago: values whose time is over are still there. Sweep now, or see that the server runs at night."
            />
          )}
          <Sweeps retention={data} />
          <UnlessRefused reason={mayNot}>
            <RuleTable retention={data} />
          </UnlessRefused>
          <HoldTable />
        </div>
      )}
    </PrivacyFrame>
  );
}

function Sweeps({ retention: { lastSweep, nextSweepAt } }: { retention: Retention }) {
  const queries = useQueryClient();
  const preview = useMutation({ mutationFn: previewSweep });
  const sweep = useMutation({
    mutationFn: sweepNow,
    onSettled: () => queries.invalidateQueries({ queryKey: ["privacy"] }),
    onSuccess: () => preview.reset(),
  });
  const mayNot = useRefusal("privacy.approve");
  const failure = preview.error ?? sweep.error;
  return (
    <section aria-label="Sweeps" className="rounded-lg border border-line bg-surface px-4 py-3 text-sm">
      <div className="flex flex-wrap items-center gap-2">
        <p className="min-w-0 grow basis-64">
          {lastSweep === null
            ? "Nothing was swept yet"
            : `Last swept ${lastSweep.startedAt.slice(0, 16).replace("T", " ")} UTC (${lastSweep.number}), ${total(lastSweep.counts)} gone`}
          . Next: {nextSweepAt.slice(0, 16).replace("T", " ")} UTC.
        </p>
        <Button disabled={preview.isPending} onClick={() => preview.mutate()}>
          What would go now?
        </Button>
        {preview.data && (
          <Button variant="danger" disabled={sweep.isPending} {...unless(mayNot, () => sweep.mutate())}>
            Sweep now
          </Button>
        )}
      </div>
      {preview.data && <Preview preview={preview.data} />}
      {sweep.data && (
        <p className="mt-2">
          Swept as case {sweep.data.number}: {total(sweep.data.counts)} gone.
        </p>
      )}
      {failure && <ErrorNote className="mt-2" title="Not done" detail={problemSentence(failure)} />}
    </section>
  );
}

function total(counts: Record<string, number>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

function Preview({ preview: { rules, total: all } }: { preview: RetentionPreview }) {
  if (rules.length === 0) return <p className="mt-2 text-muted">Nothing is past its time.</p>;
  return (
    <>
      <p className="mt-2 font-semibold">The next sweep takes {all} away:</p>
      <ul className="mt-1 list-disc pl-5">
        {rules.map(({ id, store, values, items, excepted }) => (
          <li key={`${id} ${store}`} className="wrap-anywhere">
            {id}: {values} in {items} {items === 1 ? "place" : "places"}
            {excepted > 0 && `; ${excepted} kept by a hold or a restriction`}
          </li>
        ))}
      </ul>
    </>
  );
}
