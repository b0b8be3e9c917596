"use client";
import { type FormEvent, useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { ErrorNote } from "@/components/ui/error-note";
import type { ListedBot } from "@/lib/model";
import { changeBot } from "./bot-calls";
import { toChangeRequest, toDraft } from "./bot-draft";
import { type BotFailure, noFailure, toBotFailure } from "./bot-faults";
import { BotForm } from "./bot-form";

type EditBotDialogProps = { bot: ListedBot; onSaved: (bot: ListedBot) => void; onClose: () => void };

/** Where a bot is and how it is asked, from its next turn on. */
export function EditBotDialog({ bot, onSaved, onClose }: EditBotDialogProps) {
  const formId = useId();
  const firstField = useRef<HTMLInputElement>(null);
  const [draft, setDraft] = useState(() => toDraft(bot));
  const [failure, setFailure] = useState<BotFailure>(noFailure);
  const [isSaving, setIsSaving] = useState(false);
  const isComplete = draft.endpoint.trim() !== "" && draft.name.trim() !== "";
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    if (!isComplete || isSaving) return;
    setIsSaving(true);
    try {
      onSaved(await changeBot(bot.id, toChangeRequest(draft)));
    } catch (error) {
      setFailure(toBotFailure(error));
      setIsSaving(false);
    }
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={`Edit ${bot.name}`}
      description="Counts from its next turn on. Its conversations and what it remembers stay."
      initialFocus={firstField}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form={formId} disabled={!isComplete || isSaving}>
            Save and ask the bot
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={onSubmit} className="flex flex-col gap-3">
        {failure.sentence !== null && <ErrorNote title="The bot was not changed" detail={failure.sentence} />}
        <BotForm
          draft={draft}
          onChange={setDraft}
          faults={failure.faults}
          hasPassword={bot.remote?.hasPassword ?? false}
          firstField={firstField}
        />
      </form>
    </Dialog>
  );
}
