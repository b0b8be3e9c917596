"use client";
import { type FormEvent, useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/text-field";
import type { Persona } from "@/lib/model";

type PersonaDialogProps = { title: string; isOpen: boolean; initial: Persona; onClose: () => void; onSave: (persona: Persona) => void };

/** Name and id of a person to speak as. Another id is another person to the bot, so the id says so. */
export function PersonaDialog({ title, isOpen, initial, onClose, onSave }: PersonaDialogProps) {
  const formId = useId();
  const nameField = useRef<HTMLInputElement>(null);
  const [persona, setPersona] = useState(initial);
  const isComplete = persona.id.trim() !== "" && persona.name.trim() !== "";
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (!isComplete) return;
    onSave({ id: persona.id.trim(), name: persona.name.trim() });
    onClose();
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
          <Button variant="primary" type="submit" form={formId} disabled={!isComplete}>
            Save
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={onSubmit} className="flex flex-col gap-3">
        <TextField
          ref={nameField}
          label="Name"
          required
          maxLength={500}
          value={persona.name}
          onChange={(event) => setPersona({ ...persona, name: event.target.value })}
        />
        <TextField
          label="User id"
          required
          maxLength={500}
          inputClassName="font-mono"
          description="Bots remember people by this id: another id is another person to them."
          value={persona.id}
          onChange={(event) => setPersona({ ...persona, id: event.target.value })}
        />
      </form>
    </Dialog>
  );
}
