"use client";
import { useState } from "react";
import { problemSentence } from "@/components/api/api-problem";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { ErrorNote } from "@/components/ui/error-note";
import { Select } from "@/components/ui/select";
import { TextArea } from "@/components/ui/text-area";
import { TextField } from "@/components/ui/text-field";
import { type NoteKind, noteKinds, type PersonFact } from "@/lib/model";
import { noteNames } from "./link-words";
import { usePersonChanges } from "./use-person";

type NoteDialogProps = { fact: PersonFact; personId: string; title: string; onClose: () => void };

/** Flags a fact, or asks about it. */
export function NoteDialog({ fact, personId, title, onClose }: NoteDialogProps) {
  const [kind, setKind] = useState<NoteKind>("why");
  const [text, setText] = useState("");
  const [assignedTo, setAssignedTo] = useState("");
  const { addNote } = usePersonChanges(personId);
  const save = () =>
    addNote.mutate(
      { factId: fact.factId, kind, text, assignedTo: assignedTo.trim() === "" ? null : assignedTo.trim() },
      { onSuccess: onClose },
    );
  return (
    <Dialog
      isOpen
      width="sm"
      onClose={onClose}
      title={`About “${title}”`}
      description="It stays open on this page until somebody resolves it. The bot does not see it."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" disabled={addNote.isPending} onClick={save}>
            Save
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <Select label="What is it?" value={kind} onChange={(event) => setKind(event.target.value as NoteKind)}>
          {noteKinds.map((one) => (
            <option key={one} value={one}>
              {noteNames[one]}
            </option>
          ))}
        </Select>
        <TextArea label="In your words" rows={3} maxLength={2000} value={text} onChange={(event) => setText(event.target.value)} />
        <TextField
          label="Assigned to"
          maxLength={200}
          placeholder="Nobody yet"
          value={assignedTo}
          onChange={(event) => setAssignedTo(event.target.value)}
        />
        {addNote.error && <ErrorNote title="Not saved" detail={problemSentence(addNote.error)} />}
      </div>
    </Dialog>
  );
}
