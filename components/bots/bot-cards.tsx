"use client";
import { currentPersona } from "@/components/settings/personas";
import { useStartConversation } from "@/components/workbench/use-start-conversation";
import type { ListedBot } from "@/lib/model";
import { BotCard } from "./bot-card";
import type { BotTask } from "./bot-task";

type BotCardsProps = {
  bots: readonly ListedBot[];
  /** Left out where bots are only looked at. */
  onTask?: (task: BotTask) => void;
};

export function BotCards({ bots, onTask }: BotCardsProps) {
  const { startOrTell, isStarting } = useStartConversation();
  return (
    <ul className="grid gap-3 sm:grid-cols-2 xl:grid-cols-3">
      {bots.map((bot) => (
        <BotCard
          key={bot.id}
          bot={bot}
          isStarting={isStarting}
          onStart={() => startOrTell({ botId: bot.id, persona: currentPersona() })}
          onTask={onTask}
        />
      ))}
    </ul>
  );
}
