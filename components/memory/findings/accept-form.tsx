"use client";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { TextArea } from "@/components/ui/text-area";

type AcceptFormProps = { isBusy: boolean; onAccept: (reason: string) => void; onCancel: () => void };

/** Why a finding is all right. It stays beside the finding, for whoever asks later. */
export function AcceptForm({ isBusy, onAccept, onCancel }: AcceptFormProps) {
  const [reason, setReason] = useState("");
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector("textarea")?.focus(), []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (reason.trim() !== "") onAccept(reason.trim());
  };
  return (
    <form ref={form} onSubmit={submit} className="mt-3 max-w-prose">
      <TextArea
        label="Why is this all right?"
        description="Kept with your name and the day. Please name nobody in it."
        value={reason}
        rows={2}
        maxLength={1000}
        onChange={({ target }) => setReason(target.value)}
      />
      <div className="mt-2 flex gap-2">
        <Button type="submit" size="sm" variant="primary" disabled={isBusy || reason.trim() === ""}>
          Accept
        </Button>
        <Button size="sm" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
