"use client";
import dynamic from "next/dynamic";
import { useCallback, useState } from "react";
import { problemSentence } from "@/components/api/api-problem";
import { useMaskingVersion } from "@/components/masking/use-masking-version";
import { ErrorNote } from "@/components/ui/error-note";
import { PageFrame } from "@/components/ui/page-frame";
import { ConversationProvider } from "./conversation-provider";
import { MissingConversation } from "./missing-conversation";
import { useOpenConversation } from "./use-open-conversation";
import { WorkbenchSkeleton } from "./workbench-skeleton";
import { WorkbenchView } from "./workbench-view";

const FixtureDialog = dynamic(() => import("@/components/fixture/fixture-dialog").then((module) => module.FixtureDialog), { ssr: false });

/** One conversation: who is in it, what is said, which turns it took, and what the bot remembers. */
export function Workbench({ conversationId }: { conversationId: string }) {
  const open = useOpenConversation(conversationId);
  const maskingVersion = useMaskingVersion();
  const [isMakingFixture, setIsMakingFixture] = useState(false);
  const makeFixture = useCallback(() => setIsMakingFixture(true), []);
  switch (open.kind) {
    case "loading":
      return <WorkbenchSkeleton />;
    case "missing":
      return <MissingConversation conversationId={conversationId} />;
    case "failed":
      return (
        <PageFrame title="Workbench">
          <ErrorNote title="The conversation did not open" detail={problemSentence(open.error)} onRetry={open.retry} />
        </PageFrame>
      );
    case "open":
      return (
        <>
          <ConversationProvider key={maskingVersion} conversationId={conversationId} botId={open.botId} persona={open.persona}>
            <WorkbenchView onMakeFixture={makeFixture} />
          </ConversationProvider>
          {/* What was ticked stays when somebody else's values come into sight. */}
          {isMakingFixture && (
            <FixtureDialog conversationId={conversationId} botId={open.botId} onClose={() => setIsMakingFixture(false)} />
          )}
        </>
      );
  }
}
