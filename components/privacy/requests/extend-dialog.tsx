"use client";
import { useState } from "react";
import { problemSentence } from "@/components/api/api-problem";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { ErrorNote } from "@/components/ui/error-note";
import { TextArea } from "@/components/ui/text-area";
import { TextField } from "@/components/ui/text-field";
import { type CaseDetail, dayOf } from "@/lib/model";
import { caseDay } from "./case-words";
import type { CaseChanges } from "./use-cases";

type ExtendDialogProps = { found: CaseDetail; changes: CaseChanges; onClose: () => void };

export function ExtendDialog({ found, changes: { extend }, onClose }: ExtendDialogProps) {
  const [reason, setReason] = useState("");
  const [noticeOn, setNoticeOn] = useState(() => dayOf(new Date()));
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title="Take two months more"
      description={`Only for what is complex or much, only once, and only if the person was told by ${caseDay(found.deadline.extendableUntil)} (Art. 12(3)).`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            disabled={reason.trim().length < 3 || extend.isPending}
            onClick={() => extend.mutate({ reason, noticeOn, version: found.version }, { onSuccess: onClose })}
          >
            Extend
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <TextArea
          label="Why it takes longer, as the person was told"
          rows={3}
          maxLength={4000}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
        <TextField
          label="The person was told on"
          type="date"
          min={found.receivedOn}
          max={dayOf(new Date())}
          value={noticeOn}
          onChange={({ target }) => setNoticeOn(target.value)}
        />
        {extend.error && <ErrorNote title="Not extended" detail={problemSentence(extend.error)} />}
      </div>
    </Dialog>
  );
}
