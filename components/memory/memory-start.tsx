"use client";
import { Brain } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { problemSentence } from "@/components/api/api-problem";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorNote } from "@/components/ui/error-note";
import { PageLink } from "@/components/ui/page-link";
import { Spinner } from "@/components/ui/spinner";
import { memoryUrl } from "./memory-url";
import { rememberedBot } from "./remembered-bot";
import { useDictionaries } from "./use-dictionaries";

/** Leads to the memory of the bot that was looked at last, or of the one of which least is described. */
export function MemoryStart() {
  const router = useRouter();
  const { data, error, refetch } = useDictionaries();
  useEffect(() => {
    if (!data) return;
    const [first] = [...data.bots].sort((one, other) => other.unclassified - one.unclassified);
    const botId = data.bots.find((bot) => bot.botId === rememberedBot.get())?.botId ?? first?.botId;
    if (botId !== undefined) router.replace(memoryUrl(botId));
  }, [data, router]);
  if (error)
    return <ErrorNote className="m-4" title="The bots did not load" detail={problemSentence(error)} onRetry={() => void refetch()} />;
  if (data?.bots.length !== 0) return <Spinner className="m-4" label="Looking for a bot" isLabelShown />;
  return (
    <EmptyState
      isPage
      title="There are no bots here"
      icon={<Brain className="size-8" />}
      actions={
        <PageLink href="/bots" className={buttonClass("primary")}>
          Add a bot
        </PageLink>
      }
    >
      What a bot remembers is listed here from its first turn on.
    </EmptyState>
  );
}
