"use client";
import { CircleAlert, MessageSquarePlus } from "lucide-react";
import { currentPersona } from "@/components/settings/personas";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { useStartConversation } from "@/components/workbench/use-start-conversation";
import { hostLabels, type ListedBot } from "@/lib/model";
import { BotSettingForm } from "./bot-setting";

function BotCard({ bot, onStart, isStarting }: { bot: ListedBot; onStart: () => void; isStarting: boolean }) {
  const isReady = bot.status === "ready";
  return (
    <li className="flex flex-col gap-2 rounded-lg border border-line bg-surface p-4">
      <div className="flex items-start gap-2">
        <h2 className="grow font-semibold break-words">{bot.name}</h2>
        <Badge tone={isReady ? "good" : "bad"}>{isReady ? "ready" : "failed to load"}</Badge>
      </div>
      <p className="text-sm">{bot.description}</p>
      <p className="flex flex-wrap gap-x-3 text-xs text-muted">
        <span>{hostLabels[bot.host]}</span>
        <span className="font-mono break-all">{bot.id}</span>
      </p>
      {isReady && <BotSettingForm bot={bot} />}
      {isReady ? (
        <Button className="mt-auto self-start" disabled={isStarting} onClick={onStart} aria-label={`Start a conversation with ${bot.name}`}>
          <MessageSquarePlus aria-hidden="true" className="size-4" /> Start a conversation
        </Button>
      ) : (
        <p className="mt-auto flex gap-2 rounded-md border border-line bg-removed-wash p-2 font-mono text-xs text-removed">
          <CircleAlert aria-hidden="true" className="size-4 shrink-0" />
          <span className="min-w-0 wrap-anywhere">{bot.error ?? "No reason was given."}</span>
        </p>
      )}
    </li>
  );
}

export function BotCards({ bots }: { bots: readonly ListedBot[] }) {
  const { startOrTell, isStarting } = useStartConversation();
  return (
    <ul className="grid gap-3 sm:grid-cols-2 xl:grid-cols-3">
      {bots.map((bot) => (
        <BotCard key={bot.id} bot={bot} isStarting={isStarting} onStart={() => startOrTell({ botId: bot.id, persona: currentPersona() })} />
      ))}
    </ul>
  );
}
