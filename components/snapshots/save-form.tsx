"use client";
import { type FormEvent, type RefObject, useState } from "react";
import { problemSentence } from "@/components/api/api-problem";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";
import { toast } from "@/components/ui/toast";
import { useConversation } from "@/components/workbench/conversation-context";
import { saveSnapshot } from "./snapshot-calls";

type SaveFormProps = { nameField: RefObject<HTMLInputElement | null>; onSaved: () => void; onFailed: (sentence: string) => void };

/** Saves the state as it is now under a name. */
export function SaveForm({ nameField, onSaved, onFailed }: SaveFormProps) {
  const { conversationId, userId, persona } = useConversation();
  const [name, setName] = useState("");
  const [isSaving, setIsSaving] = useState(false);
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    setIsSaving(true);
    try {
      const saved = await saveSnapshot({ name, conversationId, userId }, persona.name);
      toast({ message: `Saved “${saved.name}”` });
      setName("");
      onSaved();
    } catch (error) {
      onFailed(problemSentence(error));
    } finally {
      setIsSaving(false);
    }
  };
  return (
    <form onSubmit={onSubmit} className="flex flex-wrap items-end gap-2">
      <TextField
        ref={nameField}
        className="grow basis-48"
        label="Name of the snapshot"
        placeholder="for example: half-filled"
        maxLength={200}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <Button variant="primary" type="submit" className="max-sm:grow" disabled={isSaving || name.trim() === ""}>
        Save what the bot remembers now
      </Button>
    </form>
  );
}
