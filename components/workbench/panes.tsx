"use client";
import { type ReactNode, useState } from "react";
import { Group, type Layout, Panel, Separator } from "react-resizable-panels";
import * as z from "zod";
import { createStoredValue } from "@/components/settings/stored-value";
import { cx } from "@/components/ui/cx";

const paneNames = ["chat", "turns", "state"] as const;
export type PaneName = (typeof paneNames)[number];

const titles: Record<PaneName, string> = { chat: "Chat", turns: "Turns", state: "State" };
const shares: Record<PaneName, string> = { chat: "31%", turns: "23%", state: "46%" };
const smallest: Record<PaneName, string> = { chat: "20%", turns: "14%", state: "24%" };

const layout = createStoredValue<Layout | undefined>("turnscope:panes", z.record(z.string(), z.number()).optional(), undefined);

type PanesProps = Record<PaneName, ReactNode> & {
  shown: PaneName;
  onShow: (pane: PaneName) => void;
  /** Panes with something new to see, while another one is shown. */
  news: readonly PaneName[];
  /** Below the panes, whichever is shown. */
  footer: ReactNode;
};

function PaneDivider({ label }: { label: string }) {
  return (
    <Separator
      aria-label={label}
      className="relative w-px bg-line transition-colors outline-none hover:bg-accent focus-visible:bg-accent focus-visible:ring-2 focus-visible:ring-focus data-[separator=active]:bg-accent"
    />
  );
}

/** Three panes side by side; below 768 px one at a time, with all of them kept alive (see globals.css, `.panes`). */
export function Panes({ shown, onShow, news, footer, ...contents }: PanesProps) {
  const [initial] = useState(layout.get);
  return (
    <>
      <Group
        id="panes"
        className="panes min-h-0 grow"
        data-shown={shown}
        defaultLayout={initial}
        onLayoutChanged={(next, { isUserInteraction }) => isUserInteraction && layout.set(next)}
      >
        <Panel id="chat" defaultSize={shares.chat} minSize={smallest.chat}>
          {contents.chat}
        </Panel>
        <PaneDivider label="Resize chat and turns" />
        <Panel id="turns" defaultSize={shares.turns} minSize={smallest.turns}>
          {contents.turns}
        </Panel>
        <PaneDivider label="Resize turns and state" />
        <Panel id="state" defaultSize={shares.state} minSize={smallest.state}>
          {contents.state}
        </Panel>
      </Group>
      {footer}
      <nav aria-label="Panes" className="flex shrink-0 border-t border-line bg-surface md:hidden">
        {paneNames.map((pane) => (
          <button
            key={pane}
            type="button"
            aria-pressed={pane === shown}
            onClick={() => onShow(pane)}
            className={cx(
              "h-11 grow border-t-2 text-sm",
              pane === shown ? "border-accent font-semibold text-accent" : "border-transparent text-muted",
            )}
          >
            {titles[pane]}
            {pane !== shown && news.includes(pane) && (
              <span className="ml-1 text-changed">
                ● <span className="sr-only">new</span>
              </span>
            )}
          </button>
        ))}
      </nav>
    </>
  );
}
