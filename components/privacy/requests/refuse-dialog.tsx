"use client";
import { useState } from "react";
import { problemSentence } from "@/components/api/api-problem";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { ErrorNote } from "@/components/ui/error-note";
import { Select } from "@/components/ui/select";
import { TextArea } from "@/components/ui/text-area";
import { type CaseDetail, type RefusalGround, refusalGrounds } from "@/lib/model";
import { groundNames } from "./case-words";
import type { CaseChanges } from "./use-cases";

type RefuseDialogProps = { found: CaseDetail; changes: CaseChanges; onClose: () => void };

const usualComplaint =
  "You can complain to the data protection authority of the country where you live or work, or where you think the law was broken (Art. 77 GDPR), and you can go to court (Art. 79 GDPR).";

/** Ends a case without what was asked for: only with a ground, its reasons, and where to complain. */
export function RefuseDialog({ found, changes: { refuse }, onClose }: RefuseDialogProps) {
  const [ground, setGround] = useState<RefusalGround | "">("");
  const [reasons, setReasons] = useState("");
  const [complaint, setComplaint] = useState(usualComplaint);
  const [isTried, setIsTried] = useState(false);
  const isReady = ground !== "" && reasons.trim().length >= 3 && complaint.trim().length >= 3;
  const save = () => {
    setIsTried(true);
    if (isReady) refuse.mutate({ ground, reasons, complaint, version: found.version }, { onSuccess: onClose });
  };
  const missing = (text: string, what: string) => (isTried && text.trim().length < 3 ? what : null);
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title="Refuse this request"
      description="The person must be told why, and where they can complain, within the same month (Art. 12(4))."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="danger" disabled={refuse.isPending} onClick={save}>
            Refuse the request
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <Select
          label="Ground"
          value={ground}
          error={isTried && ground === "" ? "Choose the ground" : null}
          onChange={({ target }) => setGround(target.value as RefusalGround)}
        >
          <option value="" disabled>
            Choose the ground
          </option>
          {refusalGrounds.map((one) => (
            <option key={one} value={one}>
              {groundNames[one]}
            </option>
          ))}
        </Select>
        <TextArea
          label="Reasons, as the person will read them"
          rows={4}
          maxLength={4000}
          value={reasons}
          error={missing(reasons, "Give the reasons")}
          onChange={({ target }) => setReasons(target.value)}
        />
        <TextArea
          label="Where they can complain"
          rows={3}
          maxLength={4000}
          value={complaint}
          error={missing(complaint, "Say where they can complain, and that they can go to court")}
          onChange={({ target }) => setComplaint(target.value)}
        />
        {refuse.error && <ErrorNote title="Not refused" detail={problemSentence(refuse.error)} />}
      </div>
    </Dialog>
  );
}
