"use client";
import { ChevronDown } from "lucide-react";
import { useRecentConversations } from "@/components/settings/recent-conversations";
import { Button } from "@/components/ui/button";
import { Menu, MenuGroup, MenuItem } from "@/components/ui/menu";
import { type BotSummary, hostLabels } from "@/lib/model";

type BotPickerProps = { bots: readonly BotSummary[]; botId: string | null; onPick: (bot: BotSummary) => void };

function hintOf(bot: BotSummary, lastConversationId: string | undefined): string {
  if (bot.status === "failed") return bot.error ?? "This bot did not load.";
  return lastConversationId
    ? `${hostLabels[bot.host]} · goes on with ${lastConversationId}`
    : `${hostLabels[bot.host]} · starts a conversation`;
}

export function BotPicker({ bots, botId, onPick }: BotPickerProps) {
  const recent = useRecentConversations();
  const current = bots.find((bot) => bot.id === botId);
  return (
    <Menu
      className="w-80"
      trigger={
        <Button className="min-w-0 shrink!" aria-label={`Bot: ${current?.name ?? botId ?? "none"}`}>
          <span className="truncate font-semibold">{current?.name ?? botId ?? "Choose a bot"}</span>
          {current && <span className="text-muted max-xl:hidden">{hostLabels[current.host]}</span>}
          <ChevronDown aria-hidden="true" className="size-3.5 shrink-0 text-muted" />
        </Button>
      }
    >
      <MenuGroup label="Talk to">
        {bots.map((bot) => (
          <MenuItem
            key={bot.id}
            disabled={bot.status === "failed"}
            isChecked={bot.id === botId}
            hint={hintOf(bot, recent.find((known) => known.botId === bot.id)?.conversationId)}
            onSelect={() => onPick(bot)}
          >
            {bot.name}
          </MenuItem>
        ))}
      </MenuGroup>
    </Menu>
  );
}
