"use client";
import { useState } from "react";
import { problemSentence } from "@/components/api/api-problem";
import { proposeReset } from "@/components/privacy/proposals/proposal-calls";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { ErrorNote } from "@/components/ui/error-note";
import { TextArea } from "@/components/ui/text-area";
import { toast } from "@/components/ui/toast";
import type { Scope } from "@/lib/model";
import { nameScopes } from "./state-write";

/** Whose state of which conversation is meant. */
export type ResetSubject = { conversationId: string; userId: string };

type ProposeResetDialogProps = { chosen: readonly Scope[]; subject: ResetSubject; onClose: () => void };

/** Of a production bot nobody resets state alone: one proposes it here, and another person decides under Privacy. */
export function ProposeResetDialog({ chosen, subject, onClose }: ProposeResetDialogProps) {
  const [reason, setReason] = useState("");
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const name = nameScopes(chosen);

  async function propose(): Promise<void> {
    setBusy(true);
    try {
      await proposeReset({ ...subject, scopes: [...chosen], reason });
      toast({ message: "Proposed. Another person decides under Privacy, Proposals." });
      onClose();
    } catch (error) {
      setFailure(problemSentence(error));
      setBusy(false);
    }
  }

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={`Propose to reset ${name}?`}
      description="This bot talks with people, so another person decides. Until then nothing changes; once approved it cannot be undone here."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" disabled={isBusy || reason.trim() === ""} onClick={() => void propose()}>
            Propose the reset
          </Button>
        </>
      }
    >
      <TextArea
        rows={2}
        label="Reason"
        description="Whoever decides reads it. Please name nobody in it."
        maxLength={1000}
        value={reason}
        onChange={({ target }) => setReason(target.value)}
      />
      {failure && <ErrorNote className="mt-3" title="Not proposed" detail={failure} />}
    </Dialog>
  );
}
