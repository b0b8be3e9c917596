"use client";
import { useEffect } from "react";
import { problemSentence } from "@/components/api/api-problem";
import { BotCards } from "@/components/bots/bot-cards";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorNote } from "@/components/ui/error-note";
import { PageFrame } from "@/components/ui/page-frame";
import { useFirstConversation } from "./use-first-conversation";
import { WorkbenchSkeleton } from "./workbench-skeleton";

/** `/`: goes on where this browser was, or starts; shows the bots when none can. */
export function WorkbenchHome() {
  const first = useFirstConversation();
  useEffect(() => {
    // The workbench comes next in nearly every case: its code is fetched while the conversation is found.
    void import("./workbench");
  }, []);
  if (first.kind === "opening") return <WorkbenchSkeleton />;
  return (
    <PageFrame title="Workbench">
      {first.kind === "failed" ? (
        <ErrorNote title="The workbench did not open" detail={problemSentence(first.error)} onRetry={first.retry} />
      ) : (
        <>
          <EmptyState title={first.bots.length === 0 ? "There are no bots here" : "No bot can run"}>
            {first.bots.length === 0
              ? "Add one by its address on the page Bots, or set TURNSCOPE_BOTS to the path of a module that exports bots, and start Turnscope again."
              : "Every bot failed to load. The reasons are below; repair one and start Turnscope again."}
          </EmptyState>
          <BotCards bots={first.bots} />
        </>
      )}
    </PageFrame>
  );
}
