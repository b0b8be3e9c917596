"use client";
import { type FormEvent, useId, useRef, useState } from "react";
import { problemSentence } from "@/components/api/api-problem";
import { useSnapshots } from "@/components/snapshots/use-snapshots";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { ErrorNote } from "@/components/ui/error-note";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import type { PersonaRequest } from "@/lib/model";
import { type KnownPerson, toRequest } from "./known-person";

type PersonaDialogProps = {
  title: string;
  isOpen: boolean;
  initial: KnownPerson;
  onClose: () => void;
  /** What it throws is shown, and nothing that was typed is lost. */
  onSave: (persona: PersonaRequest) => Promise<void>;
};

/** A text that may be left out. */
const optional = (text: string | null): string | null => text?.trim() || null;

function withoutBlanks({ userId, name, locale, channelId, snapshotId }: PersonaRequest): PersonaRequest {
  return {
    userId: userId.trim(),
    name: name.trim(),
    locale: optional(locale),
    channelId: optional(channelId),
    snapshotId: optional(snapshotId),
  };
}

/** Who a person to speak as is, and what conversations that start as them begin with. Another id is another person to the bot, so the id says so. */
export function PersonaDialog({ title, isOpen, initial, onClose, onSave }: PersonaDialogProps) {
  const formId = useId();
  const nameField = useRef<HTMLInputElement>(null);
  const { snapshots = [] } = useSnapshots();
  const [persona, setPersona] = useState(() => toRequest(initial));
  const [failure, setFailure] = useState<string | null>(null);
  const [isSaving, setIsSaving] = useState(false);
  const set = (name: keyof PersonaRequest) => (event: { target: { value: string } }) =>
    setPersona({ ...persona, [name]: event.target.value });
  const isComplete = persona.userId.trim() !== "" && persona.name.trim() !== "";
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    if (!isComplete || isSaving) return;
    setIsSaving(true);
    try {
      await onSave(withoutBlanks(persona));
      onClose();
    } catch (error) {
      setFailure(problemSentence(error));
      setIsSaving(false);
    }
  };
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={title}
      width="sm"
      initialFocus={nameField}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form={formId} disabled={!isComplete || isSaving}>
            Save
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={onSubmit} className="flex flex-col gap-3">
        {failure !== null && <ErrorNote title="The person was not saved" detail={failure} />}
        <TextField ref={nameField} label="Name" required maxLength={500} value={persona.name} onChange={set("name")} />
        <TextField
          label="User id"
          required
          maxLength={500}
          inputClassName="font-mono"
          description="Bots remember people by this id: another id is another person to them."
          value={persona.userId}
          onChange={set("userId")}
        />
        <div className="grid grid-cols-2 gap-3">
          <TextField label="Locale" placeholder="en-US" maxLength={35} value={persona.locale ?? ""} onChange={set("locale")} />
          <TextField label="Channel" placeholder="emulator" maxLength={50} value={persona.channelId ?? ""} onChange={set("channelId")} />
        </div>
        <Select
          label="Start state"
          description="Conversations that this person's link starts are on that channel and begin with that state."
          value={persona.snapshotId ?? ""}
          onChange={set("snapshotId")}
        >
          <option value="">Nothing special</option>
          {snapshots.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      </form>
    </Dialog>
  );
}
