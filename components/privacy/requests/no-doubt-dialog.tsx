"use client";
import { useState } from "react";
import { problemSentence } from "@/components/api/api-problem";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { ErrorNote } from "@/components/ui/error-note";
import { TextArea } from "@/components/ui/text-area";
import type { CaseDetail } from "@/lib/model";
import type { CaseChanges } from "./use-cases";

type NoDoubtDialogProps = { found: CaseDetail; changes: CaseChanges; onClose: () => void };

/** A check is for reasonable doubt only; where there is none, it is said why. */
export function NoDoubtDialog({ found, changes: { identify }, onClose }: NoDoubtDialogProps) {
  const [noDoubt, setNoDoubt] = useState("");
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title="There is no doubt who asks"
      description="A check is for reasonable doubt only (Art. 12(6)). Your name and reason stay with the case."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            disabled={noDoubt.trim().length < 3 || identify.isPending}
            onClick={() => identify.mutate({ noDoubt, version: found.version }, { onSuccess: onClose })}
          >
            Identity confirmed
          </Button>
        </>
      }
    >
      <TextArea label="How do you know?" rows={3} maxLength={4000} value={noDoubt} onChange={({ target }) => setNoDoubt(target.value)} />
      {identify.error && <ErrorNote className="mt-3" title="Not confirmed" detail={problemSentence(identify.error)} />}
    </Dialog>
  );
}
