"use client";
import { Bot } from "lucide-react";
import { problemSentence } from "@/components/api/api-problem";
import { useBots } from "@/components/api/queries";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorNote } from "@/components/ui/error-note";
import { PageFrame } from "@/components/ui/page-frame";
import { Spinner } from "@/components/ui/spinner";
import { BotCards } from "./bot-cards";

export function BotsPage() {
  const { data: bots, error, refetch } = useBots();
  return (
    <PageFrame title="Bots" description="Everything that can be talked to here: the samples, and your own through TURNSCOPE_BOTS.">
      {error && <ErrorNote className="mb-3" title="The bots did not load" detail={problemSentence(error)} onRetry={() => void refetch()} />}
      {!bots && !error && <Spinner label="Loading the bots" isLabelShown />}
      {bots?.length === 0 && (
        <EmptyState title="There are no bots here" icon={<Bot className="size-8" />}>
          Set TURNSCOPE_BOTS to the path of a module that exports bots, and start Turnscope again.
        </EmptyState>
      )}
      {bots && <BotCards bots={bots} />}
    </PageFrame>
  );
}
