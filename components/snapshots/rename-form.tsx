"use client";
import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";

type RenameFormProps = { name: string; onRename: (name: string) => Promise<boolean>; onClose: () => void };

/** The name of a snapshot as a field: Enter saves it, Escape leaves it. Stays open when `onRename` answers that it was not renamed. */
export function RenameForm({ name, onRename, onClose }: RenameFormProps) {
  const [text, setText] = useState(name);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() === name || (await onRename(text.trim()))) onClose();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    // Escape would close the dialog around it.
    event.stopPropagation();
    onClose();
  };
  return (
    <form onSubmit={onSubmit} onKeyDown={onKeyDown} className="flex basis-full items-end gap-2">
      <TextField
        ref={field}
        className="min-w-0 grow"
        label={`New name of ${name}`}
        isLabelHidden
        maxLength={200}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <Button variant="primary" type="submit" disabled={text.trim() === ""}>
        Rename
      </Button>
      <Button onClick={onClose}>Cancel</Button>
    </form>
  );
}
