"use client";
import { CircleAlert, KeyRound, MessageSquarePlus, Pencil, PlugZap, Trash2, UserRoundCheck } from "lucide-react";
import { useBotRefusal } from "@/components/access/use-bot-refusal";
import { unless } from "@/components/state/panels/unless";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { generationOf, hostLabels, type ListedBot } from "@/lib/model";
import { BotSettingForm } from "./bot-setting";
import type { BotTask } from "./bot-task";

type BotCardProps = { bot: ListedBot; isStarting: boolean; onStart: () => void; onTask?: (task: BotTask) => void };

export function BotCard({ bot, isStarting, onStart, onTask }: BotCardProps) {
  const isReady = bot.status === "ready";
  return (
    <li className="flex flex-col gap-2 rounded-lg border border-line bg-surface p-4">
      <div className="flex items-start gap-2">
        <h2 className="grow font-semibold break-words">{bot.name}</h2>
        {bot.isProduction && <Badge tone="warning">production</Badge>}
        {bot.remote ? <Badge tone="accent">elsewhere</Badge> : <Loaded isReady={isReady} />}
      </div>
      {bot.description !== "" && <p className="text-sm">{bot.description}</p>}
      <p className="flex flex-wrap gap-x-3 text-xs text-muted">
        <span>{hostLabels[bot.host]}</span>
        <span className="font-mono break-all">{bot.id}</span>
      </p>
      {bot.remote && <Whereabouts remote={bot.remote} />}
      {isReady && <BotSettingForm bot={bot} />}
      {isReady ? <Actions bot={bot} isStarting={isStarting} onStart={onStart} onTask={onTask} /> : <LoadError error={bot.error} />}
    </li>
  );
}

function Loaded({ isReady }: { isReady: boolean }) {
  return <Badge tone={isReady ? "good" : "bad"}>{isReady ? "ready" : "failed to load"}</Badge>;
}

function LoadError({ error = "No reason was given." }: { error?: string }) {
  return (
    <p className="mt-auto flex gap-2 rounded-md border border-line bg-removed-wash p-2 font-mono text-xs text-removed">
      <CircleAlert aria-hidden="true" className="size-4 shrink-0" />
      <span className="min-w-0 wrap-anywhere">{error}</span>
    </p>
  );
}

const generations = { auto: "SDK not known yet", v1: "v1 (2016)", v3: "v3", v4: "v4", agents: "Agents SDK" };

function Whereabouts({ remote }: { remote: NonNullable<ListedBot["remote"]> }) {
  const { endpoint, channelId, deliveryMode, appId, timeoutMs } = remote;
  const sdk = generations[generationOf(remote)];
  const parts = [
    remote.generation === "auto" && remote.seenGeneration ? `${sdk}, as found out` : sdk,
    `on ${channelId}`,
    deliveryMode === "expectReplies" && "replies in the answer",
    appId === null ? "no credentials" : `app ${appId}`,
    `${timeoutMs / 1000} s a turn`,
  ];
  return (
    <div className="text-xs">
      <p className="font-mono break-all">{endpoint}</p>
      <p className="mt-0.5 wrap-anywhere text-muted">{parts.filter(Boolean).join(" · ")}</p>
    </div>
  );
}

function Actions({ bot, isStarting, onStart, onTask }: BotCardProps) {
  const mayNotChange = useBotRefusal(bot.id, "production.edit");
  const mayNotRemove = useBotRefusal(bot.id, "privacy.approve");
  return (
    <div className="mt-auto flex flex-wrap items-center gap-1 pt-1">
      <Button disabled={isStarting} {...unless(mayNotChange, onStart)} aria-label={`Start a conversation with ${bot.name}`}>
        <MessageSquarePlus aria-hidden="true" className="size-4" /> Start a conversation
      </Button>
      {onTask && (
        <div className="ml-auto flex gap-1">
          {tasks
            .filter(({ isForAll }) => isForAll || bot.remote)
            .map(({ kind, label, Icon }) => (
              <IconButton
                key={kind}
                label={label(bot.name)}
                {...unless(kind === "remove" ? mayNotRemove : kind === "signed-in" ? null : mayNotChange, () => onTask({ kind, bot }))}
              >
                <Icon aria-hidden="true" className="size-4" />
              </IconButton>
            ))}
        </div>
      )}
    </div>
  );
}

const tasks = [
  { kind: "check", label: (name: string) => `Ask whether ${name} is there`, Icon: PlugZap, isForAll: false },
  { kind: "edit", label: (name: string) => `Edit ${name}`, Icon: Pencil, isForAll: false },
  { kind: "keys", label: (name: string) => `New keys for ${name}`, Icon: KeyRound, isForAll: true },
  { kind: "signed-in", label: (name: string) => `Who is signed in to ${name}`, Icon: UserRoundCheck, isForAll: true },
  { kind: "remove", label: (name: string) => `Remove ${name}`, Icon: Trash2, isForAll: false },
] as const;
