"use client";
import type { ListedBot } from "@/lib/model";
import { AddBotDialog } from "./add-bot-dialog";
import type { BotTask } from "./bot-task";
import { CheckBotDialog } from "./check-bot-dialog";
import { EditBotDialog } from "./edit-bot-dialog";
import { NewKeysDialog } from "./new-keys-dialog";
import { RemoveBotDialog } from "./remove-bot-dialog";
import { SignedInDialog } from "./signed-in-dialog";

type BotDialogsProps = { task: BotTask; onTask: (task: BotTask | null) => void; onChanged: () => void };

/** What is being done to the bots; one dialog at a time. Loaded when first opened. */
export function BotDialogs({ task, onTask, onChanged }: BotDialogsProps) {
  const onClose = () => onTask(null);
  const onEdit = (bot: ListedBot) => onTask({ kind: "edit", bot });
  switch (task.kind) {
    case "add":
      return <AddBotDialog onAdded={onChanged} onEdit={onEdit} onClose={onClose} />;
    case "edit":
      return (
        <EditBotDialog
          bot={task.bot}
          onClose={onClose}
          onSaved={(bot) => {
            onChanged();
            onTask({ kind: "check", bot });
          }}
        />
      );
    case "check":
      return <CheckBotDialog bot={task.bot} onEdit={() => onEdit(task.bot)} onClose={onClose} />;
    case "keys":
      return <NewKeysDialog bot={task.bot} onClose={onClose} />;
    case "signed-in":
      return <SignedInDialog bot={task.bot} onClose={onClose} />;
    case "remove":
      return (
        <RemoveBotDialog
          bot={task.bot}
          onClose={onClose}
          onRemoved={() => {
            onChanged();
            onClose();
          }}
        />
      );
  }
}
