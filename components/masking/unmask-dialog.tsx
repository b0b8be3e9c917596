"use client";
import { type FormEvent, useId, useRef, useState } from "react";
import { problemSentence } from "@/components/api/api-problem";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { TextArea } from "@/components/ui/text-area";
import { unmaskingMinutes } from "@/lib/model";
import { unmaskPerson } from "./masking-calls";

type UnmaskDialogProps = {
  personId: string /** Who is meant, by what may be told of them. */;
  who: string;

  onClose: () => void;
};

const shortestReason = 3;

/** Asks why somebody's values must be seen, before they are. */
export function UnmaskDialog({ personId, who, onClose }: UnmaskDialogProps) {
  const formId = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [reason, setReason] = useState("");
  const [failure, setFailure] = useState<string | null>(null);
  const [isSending, setIsSending] = useState(false);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (reason.trim().length < shortestReason) return setFailure("Say in a few words why.");
    setIsSending(true);
    try {
      await unmaskPerson(personId, reason);
      onClose();
    } catch (error) {
      setFailure(problemSentence(error));
      setIsSending(false);
    }
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      width="sm"
      initialFocus={field}
      title={`Unmask ${who}?`}
      description={`What production bots know of this person, and what was said, is shown for ${unmaskingMinutes} minutes. That somebody looked, when and why stays on record.`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} variant="primary" disabled={isSending}>
            Unmask for {unmaskingMinutes} minutes
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={(event) => void submit(event)}>
        <TextArea
          ref={field}
          label="Reason"
          description="Such as the number of the complaint or request. Without personal data: it is kept longer than the person's values."
          rows={3}
          maxLength={500}
          value={reason}
          error={failure}
          onChange={({ target }) => setReason(target.value)}
        />
      </form>
    </Dialog>
  );
}
