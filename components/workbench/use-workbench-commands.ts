"use client";
import { useRouter } from "next/navigation";
import { useMemo } from "react";
import { compareUrl } from "@/components/compare/compare-url";
import { useRecentConversations } from "@/components/settings/recent-conversations";
import { type Command, useOfferCommands } from "@/components/shell/commands";
import { type BotSummary, type Scope, scopeLabels, scopes } from "@/lib/model";
import { conversationUrl } from "./conversation-url";
import type { PaneName } from "./panes";
import type { WorkbenchActions } from "./use-workbench-actions";

type CommandsOptions = {
  bots: readonly BotSummary[];
  conversationId: string;
  actions: WorkbenchActions;
  onShowPane: (pane: PaneName) => void;
};

const maxRecent = 10;

/** Where one goes to in a region: the box to write in, the row to go on from; else the region itself. */
const firstPlace = "[data-id='webchat-sendbox-input'], [data-timeline-key][tabindex='0']";

/** Moves the focus into a region, by the name it has for everyone. */
export function focusRegion(label: string): void {
  const region = [...document.querySelectorAll<HTMLElement>("section, [role='region']")].find((element) => regionName(element) === label);
  if (!region) return;
  if (!region.hasAttribute("tabindex")) region.tabIndex = -1;
  const place = region.querySelector<HTMLElement>(firstPlace) ?? region;
  place.focus({ preventScroll: true });
  region.scrollIntoView({ block: "nearest" });
}

function regionName(element: HTMLElement): string | null {
  const labelledBy = element.getAttribute("aria-labelledby");
  return labelledBy ? (document.getElementById(labelledBy)?.textContent ?? null) : element.getAttribute("aria-label");
}

function conversationCommands(actions: WorkbenchActions): Command[] {
  return [
    { id: "new", group: "Conversation", title: "New conversation", keys: "n", run: actions.newConversation },
    { id: "restart", group: "Conversation", title: "Restart as the same user", keys: "r", run: actions.restartSameUser },
    { id: "restart-new", group: "Conversation", title: "Restart as a new user", keys: "R", run: actions.restartNewUser },
    {
      id: "open-with",
      group: "Conversation",
      title: "Open with…",
      keys: "o",
      keywords: ["user id", "starting state"],
      run: actions.openWith,
    },
    {
      id: "snapshots",
      group: "Conversation",
      title: "Snapshots and files…",
      keys: "s",
      keywords: ["save", "apply", "start from", "export", "import", "bug bundle", "transcript"],
      run: actions.openSnapshots,
    },
    ...fixtureCommand(actions),
    {
      id: "people",
      group: "Conversation",
      title: "People of this conversation",
      keywords: ["members", "add", "remove", "side by side", "leak"],
      run: actions.showPeople,
    },
    {
      id: "protocol-log",
      group: "Conversation",
      title: "Protocol log",
      keywords: ["wire", "http", "requests", "curl", "traffic"],
      run: actions.showProtocolLog,
    },
    { id: "copy-link", group: "Conversation", title: "Copy link", keys: "y", run: actions.copyLink },
  ];
}

function fixtureCommand({ makeFixture }: WorkbenchActions): Command[] {
  if (makeFixture === null) return [];
  const keywords = ["pseudonyms", "anonymous", "export", "test data"];
  return [{ id: "fixture", group: "Conversation", title: "Make a test fixture…", keywords, run: makeFixture }];
}

function placeCommands(onShowPane: CommandsOptions["onShowPane"]): Command[] {
  const goTo = (pane: PaneName, label: string) => () => {
    onShowPane(pane);
    // The pane may have been hidden until this press; it can take the focus only once it is drawn.
    requestAnimationFrame(() => focusRegion(label));
  };
  const goToScope = (scope: Scope, index: number): Command => ({
    id: `go-${scope}`,
    group: "Go to",
    title: `Go to ${scopeLabels[scope]}`,
    keys: String(index + 1),
    run: goTo("state", scopeLabels[scope]),
  });
  return [
    ...scopes.map(goToScope),
    { id: "go-chat", group: "Go to", title: "Go to Chat", keys: "c", run: goTo("chat", "Chat") },
    { id: "go-turns", group: "Go to", title: "Go to Turns", keys: "t", run: goTo("turns", "Turns") },
  ];
}

/** What can be done on the workbench, for the palette and the keys. */
export function useWorkbenchCommands({ bots, conversationId, actions, onShowPane }: CommandsOptions): void {
  const router = useRouter();
  const recent = useRecentConversations();
  const commands = useMemo<Command[]>(() => {
    const ready = bots.filter((bot) => bot.status === "ready");
    const others = recent.filter((known) => known.conversationId !== conversationId).slice(0, maxRecent);
    return [
      ...conversationCommands(actions),
      {
        id: "compare",
        group: "Conversation",
        title: "Compare with another conversation",
        keywords: ["branch", "side by side"],
        run: () => router.push(compareUrl(conversationId, { withId: null, turn: null })),
      },
      ...placeCommands(onShowPane),
      ...ready.map(
        (bot): Command => ({ id: `bot-${bot.id}`, group: "Bots", title: `Talk to ${bot.name}`, run: () => actions.pickBot(bot) }),
      ),
      ...others.map(
        (known): Command => ({
          id: `recent-${known.conversationId}`,
          group: "Recent conversations",
          title: known.conversationId,
          keywords: [known.botId, known.persona.name],
          run: () => router.push(conversationUrl(known.conversationId)),
        }),
      ),
    ];
  }, [bots, conversationId, actions, onShowPane, recent, router]);
  useOfferCommands(commands);
}
