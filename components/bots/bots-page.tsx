"use client";
import { Plus } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { problemSentence } from "@/components/api/api-problem";
import { useBots } from "@/components/api/queries";
import { Button } from "@/components/ui/button";
import { ErrorNote } from "@/components/ui/error-note";
import { PageFrame } from "@/components/ui/page-frame";
import { Spinner } from "@/components/ui/spinner";
import { BotCards } from "./bot-cards";
import type { BotTask } from "./bot-task";

// Dialogs bring half of the component library with them.
const BotDialogs = dynamic(() => import("./bot-dialogs").then((module) => module.BotDialogs), { ssr: false });

// Hardly anybody ever sees it.
const NoBots = dynamic(() => import("./no-bots").then((module) => module.NoBots), { ssr: false });

export function BotsPage() {
  const { data: bots, error, refetch } = useBots();
  const [task, setTask] = useState<BotTask | null>(null);
  return (
    <PageFrame
      title="Bots"
      description="Everything that can be talked to here: the samples, your own through TURNSCOPE_BOTS, and bots that run elsewhere."
      actions={
        <Button variant="primary" onClick={() => setTask({ kind: "add" })}>
          <Plus aria-hidden="true" className="size-4" /> Add a bot
        </Button>
      }
    >
      {error && <ErrorNote className="mb-3" title="The bots did not load" detail={problemSentence(error)} onRetry={() => void refetch()} />}
      {!bots && !error && <Spinner label="Loading the bots" isLabelShown />}
      {bots?.length === 0 && <NoBots />}
      {bots && <BotCards bots={bots} onTask={setTask} />}
      {task && <BotDialogs task={task} onTask={setTask} onChanged={() => void refetch()} />}
    </PageFrame>
  );
}
