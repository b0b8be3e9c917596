"use client";
import { Dialog } from "@base-ui/react/dialog";
import { Command as Palette } from "cmdk";
import { Search } from "lucide-react";
import { Kbd } from "@/components/ui/kbd";
import { useReturnFocus } from "@/components/ui/use-return-focus";
import { type Command, commandGroups, useCommands } from "./commands";
import { keyCaps } from "./key-press";

type CommandPaletteProps = { isOpen: boolean; onClose: () => void };

function PaletteItem({ command, onClose }: { command: Command; onClose: () => void }) {
  const run = () => {
    onClose();
    command.run();
  };
  return (
    <Palette.Item
      value={`${command.title} ${command.id}`}
      keywords={[command.group, ...(command.keywords ?? [])]}
      onSelect={run}
      className="flex cursor-default items-center gap-2 rounded-md px-2 py-1.5 text-sm data-[selected=true]:bg-selected"
    >
      <span className="min-w-0 grow truncate">{command.title}</span>
      {command.keys && keyCaps(command.keys).map((cap) => <Kbd key={cap}>{cap}</Kbd>)}
    </Palette.Item>
  );
}

/**
 * Every word has to stand somewhere, and a title that begins with them comes first. The fuzzy match that cmdk brings along takes
 * "Restart as a new user" for "reset user".
 */
function rankCommand(value: string, search: string, keywords: readonly string[] = []): number {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const title = value.toLowerCase();
  const all = `${title} ${keywords.join(" ").toLowerCase()}`;
  if (!words.every((word) => all.includes(word))) return 0;
  if (title.startsWith(words.join(" "))) return 1;
  return words.every((word) => title.includes(word)) ? 0.8 : 0.5;
}

/** Ctrl-K: everything that can be done from here, by name. */
export function CommandPalette({ isOpen, onClose }: CommandPaletteProps) {
  const commands = useCommands();
  useReturnFocus(isOpen);
  return (
    <Dialog.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-black/35" />
        <Dialog.Popup className="fixed top-[12vh] left-1/2 z-50 w-[calc(100vw-2rem)] max-w-xl -translate-x-1/2 overflow-hidden rounded-lg border border-line bg-surface shadow-raised outline-none">
          <Dialog.Title className="sr-only">Commands</Dialog.Title>
          <Palette label="Search commands" loop filter={rankCommand}>
            <div className="flex items-center gap-2 border-b border-line px-3">
              <Search aria-hidden="true" className="size-4 text-muted" />
              <Palette.Input
                autoFocus
                placeholder="Do something, or go to…"
                className="h-11 w-full bg-transparent outline-none placeholder:text-muted"
              />
            </div>
            <Palette.List label="Commands" className="relative max-h-[50vh] overflow-y-auto p-1.5">
              <Palette.Empty className="px-3 py-6 text-center text-sm text-muted">Nothing here has that name.</Palette.Empty>
              {commandGroups.map((group) => {
                const items = commands.filter((command) => command.group === group);
                if (items.length === 0) return null;
                return (
                  <Palette.Group
                    key={group}
                    heading={group}
                    className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:font-semibold [&_[cmdk-group-heading]]:text-muted"
                  >
                    {items.map((command) => (
                      <PaletteItem key={command.id} command={command} onClose={onClose} />
                    ))}
                  </Palette.Group>
                );
              })}
            </Palette.List>
          </Palette>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
