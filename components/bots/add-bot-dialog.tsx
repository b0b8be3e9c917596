"use client";
import { type FormEvent, useId, useRef, useState } from "react";
import { currentPersona } from "@/components/settings/personas";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { ErrorNote } from "@/components/ui/error-note";
import { useStartConversation } from "@/components/workbench/use-start-conversation";
import type { AddedBot, ListedBot } from "@/lib/model";
import { addBot } from "./bot-calls";
import { type BotDraft, emptyDraft, toAddRequest } from "./bot-draft";
import { type BotFailure, noFailure, toBotFailure } from "./bot-faults";
import { BotForm } from "./bot-form";
import { KeyList } from "./key-list";
import { ProbeFinding } from "./probe-finding";
import { useProbe } from "./use-probe";

type AddBotDialogProps = { onAdded: () => void; onEdit: (bot: ListedBot) => void; onClose: () => void };

/** Adds a bot by its address, then says what is found there, and shows its keys this once. */
export function AddBotDialog({ onAdded, onEdit, onClose }: AddBotDialogProps) {
  const [added, setAdded] = useState<AddedBot | null>(null);
  if (added) return <BotAdded {...added} onEdit={() => onEdit(added.bot)} onClose={onClose} />;
  return (
    <BotToAddForm
      onClose={onClose}
      onAdded={(bot) => {
        setAdded(bot);
        onAdded();
      }}
    />
  );
}

function BotToAddForm({ onAdded, onClose }: { onAdded: (added: AddedBot) => void; onClose: () => void }) {
  const formId = useId();
  const firstField = useRef<HTMLInputElement>(null);
  const [draft, setDraft] = useState<BotDraft>(emptyDraft);
  const [failure, setFailure] = useState<BotFailure>(noFailure);
  const [isAdding, setIsAdding] = useState(false);
  const isComplete = draft.endpoint.trim() !== "";
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    if (!isComplete || isAdding) return;
    setIsAdding(true);
    try {
      onAdded(await addBot(toAddRequest(draft)));
    } catch (error) {
      setFailure(toBotFailure(error));
      setIsAdding(false);
    }
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title="Add a bot"
      description="Any bot that speaks the Bot Framework protocol, in any language, where it runs already."
      initialFocus={firstField}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form={formId} disabled={!isComplete || isAdding}>
            {isAdding ? "Adding…" : "Add and connect"}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={onSubmit} className="flex flex-col gap-3">
        {failure.sentence !== null && <ErrorNote title="The bot was not added" detail={failure.sentence} />}
        <BotForm draft={draft} onChange={setDraft} faults={failure.faults} hasPassword={false} firstField={firstField} />
      </form>
    </Dialog>
  );
}

function BotAdded({ bot, keys, onEdit, onClose }: AddedBot & { onEdit: () => void; onClose: () => void }) {
  const talkButton = useRef<HTMLButtonElement>(null);
  const { probing, again } = useProbe(bot.id);
  const { startOrTell, isStarting } = useStartConversation();
  const isReady = probing.kind === "asked" && (probing.probe === null || probing.probe.finding === "ready");
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={`${bot.name} is added`}
      description={<span className="font-mono text-xs break-all">{bot.remote?.endpoint}</span>}
      initialFocus={talkButton}
      footer={
        <>
          <Button onClick={onEdit}>Change it…</Button>
          <Button onClick={onClose}>Done</Button>
          <Button
            ref={talkButton}
            variant={isReady ? "primary" : "secondary"}
            disabled={isStarting}
            onClick={() => startOrTell({ botId: bot.id, persona: currentPersona() })}
          >
            {isStarting ? "Starting…" : "Start a conversation"}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <ProbeFinding probing={probing} onAgain={again} />
        <KeyList keys={keys} />
      </div>
    </Dialog>
  );
}
