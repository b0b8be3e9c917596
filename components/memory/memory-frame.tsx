"use client";
import { useRouter } from "next/navigation";
import { type ReactNode, type Ref, useEffect, useRef } from "react";
import { cx } from "@/components/ui/cx";
import { PageFrame } from "@/components/ui/page-frame";
import { PageLink } from "@/components/ui/page-link";
import { Select } from "@/components/ui/select";
import { CountBadge } from "./count-badge";
import { type MemoryTab, memoryTabs, memoryUrl } from "./memory-url";
import { rememberedBot } from "./remembered-bot";
import { useDictionaries } from "./use-dictionaries";

type MemoryFrameProps = {
  botId: string;
  tab: MemoryTab;
  description: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
  ref?: Ref<HTMLDivElement>;
};

/** What stands around each page about a bot's memory: which bot, and the other pages about it. */
export function MemoryFrame({ botId, tab, description, actions, children, ref }: MemoryFrameProps) {
  const bots = useDictionaries().data?.bots ?? [];
  const bot = bots.find((one) => one.botId === botId);
  useEffect(() => rememberedBot.set(botId), [botId]);
  const tabs = useRef<HTMLElement>(null);
  useEffect(() => {
    // A narrow screen has no room for all tabs: the one that is shown is brought into sight.
    const current = tabs.current?.querySelector<HTMLElement>(`[data-tab="${tab}"]`);
    if (tabs.current && current) tabs.current.scrollLeft = current.offsetLeft + current.offsetWidth - tabs.current.clientWidth;
  }, [tab]);
  return (
    <PageFrame
      ref={ref}
      title={`What ${bot?.name ?? botId} remembers`}
      description={description}
      actions={<BotChoice botId={botId} tab={tab} bots={bots} />}
    >
      <div className="mb-4 flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-line pb-2">
        <nav ref={tabs} aria-label="Memory" className="relative flex min-w-0 grow gap-0.5 overflow-x-auto">
          {memoryTabs.map(({ name, title }) => (
            <PageLink
              key={name}
              href={memoryUrl(botId, name)}
              data-tab={name}
              aria-current={name === tab ? "page" : undefined}
              className={cx(
                "flex items-center gap-1.5 rounded-md px-2.5 py-1 text-sm whitespace-nowrap",
                name === tab ? "bg-selected font-semibold text-accent" : "text-muted hover:bg-hover hover:text-ink",
              )}
            >
              {title}
              {name === "dictionary" && <CountBadge count={bot?.unclassified ?? 0} />}
            </PageLink>
          ))}
        </nav>
        {actions}
      </div>
      {children}
    </PageFrame>
  );
}

type BotChoiceProps = { botId: string; tab: MemoryTab; bots: readonly { botId: string; name: string; unclassified: number }[] };

function BotChoice({ botId, tab, bots }: BotChoiceProps) {
  const router = useRouter();
  const isListed = bots.some((bot) => bot.botId === botId);
  return (
    <Select
      label="Bot"
      isLabelHidden
      value={botId}
      onChange={({ target }) => router.push(memoryUrl(target.value, tab))}
      className="w-64 max-sm:w-full"
    >
      {!isListed && <option value={botId}>{botId}</option>}
      {bots.map(({ botId: id, name, unclassified }) => (
        <option key={id} value={id}>
          {unclassified === 0 ? name : `${name} · ${unclassified} unclassified`}
        </option>
      ))}
    </Select>
  );
}
