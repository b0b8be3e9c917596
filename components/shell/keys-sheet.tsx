"use client";
import { useHasSingleKeys } from "@/components/settings/preferences";
import { Dialog } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";
import { commandGroups, useCommands } from "./commands";
import { keyCaps } from "./key-press";

type KeysSheetProps = { isOpen: boolean; onClose: () => void };

type KeyLine = { id: string; title: string; caps: string[] };

const everywhere: KeyLine[] = [
  { id: "next-place", title: "Next control; move into and out of a pane", caps: ["Tab"] },
  { id: "arrows", title: "Move inside a list, a tree or a menu", caps: ["↑", "↓"] },
  { id: "open", title: "Open the turn that is chosen", caps: ["Enter"] },
  { id: "close", title: "Close a dialog", caps: ["Esc"] },
  { id: "resize", title: "Resize a pane, on its divider", caps: ["←", "→"] },
];

/** Web Chat's own; they are no commands of the page, and work only with the focus inside the chat. */
const inChat: KeyLine[] = [
  { id: "chat-send", title: "Send the message", caps: ["Enter"] },
  { id: "chat-line", title: "New line in the message", caps: ["Shift", "Enter"] },
  { id: "chat-history", title: "Back to the messages", caps: ["Shift", "Tab"] },
  { id: "chat-message", title: "Message before, message after", caps: ["↑", "↓"] },
  { id: "chat-ends", title: "First message, last message", caps: ["Home", "End"] },
  { id: "chat-into", title: "Into a message with buttons, links or fields", caps: ["Enter"] },
  { id: "chat-out", title: "Out of a message, and on to the message box", caps: ["Esc"] },
  { id: "chat-suggested", title: "Move between suggested actions", caps: ["←", "→"] },
];

function KeyList({ title, lines }: { title: string; lines: KeyLine[] }) {
  return (
    <section className="mb-4 break-inside-avoid">
      <h3 className="mb-1 text-xs font-semibold text-muted">{title}</h3>
      <dl>
        {lines.map((line) => (
          <div key={line.id} className="flex items-center justify-between gap-3 border-b border-line py-1 text-sm">
            <dt>{line.title}</dt>
            <dd className="flex gap-1">
              {line.caps.map((cap) => (
                <Kbd key={cap}>{cap}</Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** `?`: the keys of what is on the screen. */
export function KeysSheet({ isOpen, onClose }: KeysSheetProps) {
  const commands = useCommands();
  const hasSingleKeys = useHasSingleKeys();
  const hasChat = commands.some(({ id }) => id === "go-chat");
  const groups = commandGroups.map((group) => ({
    group,
    lines: commands
      .filter((command) => command.group === group && command.keys)
      .map((command) => ({ id: command.id, title: command.title, caps: keyCaps(command.keys ?? "") })),
  }));
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title="Keyboard shortcuts"
      width="lg"
      description={hasSingleKeys ? "Single keys work everywhere but in text." : "Single keys are switched off in Settings."}
    >
      <div className="columns-1 gap-8 sm:columns-2">
        {groups.map(({ group, lines }) => lines.length > 0 && <KeyList key={group} title={group} lines={lines} />)}
        {hasChat && <KeyList title="Chat" lines={inChat} />}
        <KeyList title="Everywhere" lines={everywhere} />
      </div>
    </Dialog>
  );
}
