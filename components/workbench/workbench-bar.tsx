"use client";
import {
  ArrowLeftRight,
  Camera,
  ChevronDown,
  Copy,
  Ellipsis,
  Link2,
  Plus,
  RotateCcw,
  SlidersHorizontal,
  UserRoundPlus,
  VenetianMask,
} from "lucide-react";
import { useBotRefusal } from "@/components/access/use-bot-refusal";
import { unless } from "@/components/state/panels/unless";
import { BranchesMenu } from "@/components/time-travel/branches-menu";
import { Button } from "@/components/ui/button";
import { copyText } from "@/components/ui/copy-text";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuGroup, MenuItem } from "@/components/ui/menu";
import type { BotSummary, Member, Persona } from "@/lib/model";
import { BotPicker } from "./bot-picker";
import { PersonaPicker } from "./persona-picker";
import type { WorkbenchActions } from "./use-workbench-actions";

type WorkbenchBarProps = {
  bots: readonly BotSummary[];
  botId: string | null;
  persona: Persona;
  members: readonly Member[];
  conversationId: string;
  actions: WorkbenchActions;
};

function ConversationChip({ conversationId, members }: { conversationId: string; members: readonly Persona[] }) {
  return (
    <Button
      className="min-w-0 shrink! font-mono text-xs! max-md:hidden"
      title={`Copy the conversation's id\nPeople: ${members.map((member) => member.name).join(", ") || "nobody yet"}`}
      aria-label={`Copy conversation id ${conversationId}`}
      onClick={() => void copyText(conversationId, "Conversation id")}
    >
      <span className="text-muted max-xl:hidden">conversation</span>
      <span className="truncate">{conversationId}</span>
      {members.length > 1 && <span className="text-muted">· {members.length} people</span>}
      <Copy aria-hidden="true" className="size-3 shrink-0 text-muted" />
    </Button>
  );
}

function RestartItems({ persona, actions }: { persona: Persona; actions: WorkbenchActions }) {
  return (
    <>
      <MenuItem
        icon={<RotateCcw aria-hidden="true" className="size-4" />}
        hint={`A fresh conversation; the bot still has the user state of ${persona.name}.`}
        onSelect={actions.restartSameUser}
      >
        Restart as the same user
      </MenuItem>
      <MenuItem
        icon={<UserRoundPlus aria-hidden="true" className="size-4" />}
        hint="A fresh conversation with somebody the bot has never met."
        onSelect={actions.restartNewUser}
      >
        Restart as a new user
      </MenuItem>
    </>
  );
}

function RestartMenu({ persona, actions }: { persona: Persona; actions: WorkbenchActions }) {
  return (
    <Menu
      align="end"
      className="w-72"
      trigger={
        <Button disabled={actions.isStarting} className="max-sm:hidden">
          <RotateCcw aria-hidden="true" className="size-3.5 text-muted" /> Restart
          <ChevronDown aria-hidden="true" className="size-3.5 text-muted" />
        </Button>
      }
    >
      <RestartItems persona={persona} actions={actions} />
    </Menu>
  );
}

/** Above the panes: which bot, who I am, which conversation, and what to start. */
export function WorkbenchBar({ bots, botId, persona, members, conversationId, actions }: WorkbenchBarProps) {
  const refusal = useBotRefusal(botId, "production.edit");
  const present = members.filter(({ leftAt }) => leftAt === undefined);
  return (
    <div className="flex min-h-11 shrink-0 items-center gap-2 border-b border-line bg-surface px-3 py-1.5">
      <BotPicker bots={bots} botId={botId} onPick={actions.pickBot} />
      <PersonaPicker persona={persona} members={present} onPick={actions.pickPersona} onShowPeople={actions.showPeople} />
      <ConversationChip conversationId={conversationId} members={present} />
      <BranchesMenu conversationId={conversationId} />
      <div className="ml-auto flex shrink-0 items-center gap-2">
        <Button variant="ghost" className="max-xl:hidden" onClick={actions.copyLink}>
          <Link2 aria-hidden="true" className="size-3.5 text-muted" /> Copy link
        </Button>
        <Button className="max-xl:hidden" onClick={actions.openWith}>
          Open with…
        </Button>
        <Button className="max-xl:hidden" onClick={actions.openSnapshots}>
          Snapshots…
        </Button>
        {refusal === null && <RestartMenu persona={persona} actions={actions} />}
        <Button variant="primary" disabled={actions.isStarting} {...unless(refusal, actions.newConversation)}>
          <Plus aria-hidden="true" className="size-4" />
          <span className="max-sm:sr-only">New conversation</span>
        </Button>
        <Menu
          align="end"
          className="w-72"
          trigger={
            <IconButton label="More actions" variant="secondary">
              <Ellipsis aria-hidden="true" className="size-4" />
            </IconButton>
          }
        >
          <MenuItem icon={<SlidersHorizontal aria-hidden="true" className="size-4" />} onSelect={actions.openWith}>
            Open with…
          </MenuItem>
          <MenuItem icon={<Camera aria-hidden="true" className="size-4" />} onSelect={actions.openSnapshots}>
            Snapshots…
          </MenuItem>
          {actions.makeFixture && (
            <MenuItem
              icon={<VenetianMask aria-hidden="true" className="size-4" />}
              hint="A copy in which nobody is named, for a test bot."
              onSelect={actions.makeFixture}
            >
              Make a test fixture…
            </MenuItem>
          )}
          <MenuItem icon={<Link2 aria-hidden="true" className="size-4" />} onSelect={actions.copyLink}>
            Copy link
          </MenuItem>
          <MenuItem
            icon={<Copy aria-hidden="true" className="size-4" />}
            hint={conversationId}
            onSelect={() => void copyText(conversationId, "Conversation id")}
          >
            Copy conversation id
          </MenuItem>
          <MenuItem
            icon={<ArrowLeftRight aria-hidden="true" className="size-4" />}
            hint="What went over the wire with a bot elsewhere and with clients."
            onSelect={actions.showProtocolLog}
          >
            Protocol log
          </MenuItem>
          {/* For narrow screens, where the restart button has no room. */}
          {refusal === null && (
            <MenuGroup label="Restart">
              <RestartItems persona={persona} actions={actions} />
            </MenuGroup>
          )}
        </Menu>
      </div>
    </div>
  );
}
