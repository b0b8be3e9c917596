"use client";
import { type FormEvent, useId, useRef, useState } from "react";
import { problemSentence } from "@/components/api/api-problem";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Select } from "@/components/ui/select";
import { TextArea } from "@/components/ui/text-area";
import { TextField } from "@/components/ui/text-field";
import { type AuditPurpose, auditPurposes, requestNumber, unmaskingMinutes } from "@/lib/model";
import { unmaskPerson } from "./masking-calls";
import { purposeNames } from "./purpose-names";

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
  const [purpose, setPurpose] = useState<AuditPurpose>("request");
  const [caseNumber, setCaseNumber] = useState("");
  const [failure, setFailure] = useState<string | null>(null);
  const [isSending, setIsSending] = useState(false);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (reason.trim().length < shortestReason) return setFailure("Say in a few words why.");
    const number = caseNumber.trim();
    if (number !== "" && !requestNumber.safeParse(number).success) return setFailure("A case is numbered like DS-2026-0001.");
    setIsSending(true);
    try {
      await unmaskPerson(personId, { reason, purpose, ...(number && { caseNumber: number }) });
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
      description={`What production bots know of this person, and what was said, is shown for ${unmaskingMinutes} minutes. That somebody looked, when and for which purpose stays in the audit log.`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} variant="primary" disabled={isSending}>
            Unmask for {unmaskingMinutes} minutes
          </Button>
        </>
      }
    >
      <form id={formId} className="flex flex-col gap-3" onSubmit={(event) => void submit(event)}>
        <div className="grid grid-cols-2 gap-2">
          <Select label="Purpose" value={purpose} onChange={({ target }) => setPurpose(target.value as AuditPurpose)}>
            {auditPurposes.map((one) => (
              <option key={one} value={one}>
                {purposeNames[one]}
              </option>
            ))}
          </Select>
          <TextField
            label="Case, if there is one"
            placeholder="DS-2026-0001"
            value={caseNumber}
            onChange={({ target }) => setCaseNumber(target.value)}
          />
        </div>
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
