"use client";
import { ChartLine } from "lucide-react";
import { useState } from "react";
import { problemSentence } from "@/components/api/api-problem";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorNote } from "@/components/ui/error-note";
import { PageLink } from "@/components/ui/page-link";
import { Select } from "@/components/ui/select";
import { Spinner } from "@/components/ui/spinner";
import type { Overview } from "@/lib/model";
import { FileLink } from "../file-link";
import { overviewFileUrl } from "../memory-calls";
import { MemoryFrame } from "../memory-frame";
import { useOverview } from "../queries";
import { FactTable } from "./fact-table";
import { PeopleChart } from "./people-chart";
import { ReleaseList } from "./release-list";
import { Totals } from "./totals";
import { UnusedList } from "./unused-list";

const spans = [14, 30, 60, 180, 365];

/** What a bot remembers in numbers: now, over time, and by version. */
export function OverviewPage({ botId }: { botId: string }) {
  const [days, setDays] = useState(60);
  const { data, error, refetch } = useOverview(botId, days);
  return (
    <MemoryFrame
      botId={botId}
      tab="overview"
      description="Which facts it collects, how many people have each, and how that changed."
      actions={
        <div className="flex flex-wrap items-center gap-1.5">
          <Select label="How far back" isLabelHidden className="w-36" value={days} onChange={({ target }) => setDays(Number(target.value))}>
            {spans.map((span) => (
              <option key={span} value={span}>
                Last {span} days
              </option>
            ))}
          </Select>
          <FileLink href={overviewFileUrl(botId, days)} label="CSV" subject="the overview" />
        </div>
      }
    >
      {error && (
        <ErrorNote className="mb-3" title="The overview did not load" detail={problemSentence(error)} onRetry={() => void refetch()} />
      )}
      {!data && !error && <Spinner label="Counting" isLabelShown />}
      {data && (data.total === 0 ? <Nothing /> : <Numbers overview={data} />)}
    </MemoryFrame>
  );
}

function Numbers({ overview }: { overview: Overview }) {
  return (
    <div className="flex flex-col gap-8">
      <Totals overview={overview} />
      <PeopleChart overview={overview} />
      <FactTable overview={overview} />
      <UnusedList overview={overview} />
      <ReleaseList overview={overview} />
    </div>
  );
}

function Nothing() {
  return (
    <EmptyState
      title="This bot has not remembered anything yet"
      icon={<ChartLine className="size-8" />}
      actions={
        <PageLink href="/bots" className={buttonClass("primary")}>
          Start a conversation
        </PageLink>
      }
    >
      Numbers stand here as soon as a turn has written something.
    </EmptyState>
  );
}
