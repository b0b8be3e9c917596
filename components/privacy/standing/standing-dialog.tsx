"use client";
import { useState } from "react";
import { problemSentence } from "@/components/api/api-problem";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { ErrorNote } from "@/components/ui/error-note";
import { TextArea } from "@/components/ui/text-area";
import { TextField } from "@/components/ui/text-field";
import { toast } from "@/components/ui/toast";
import type { PersonStanding, RestrictRequest } from "@/lib/model";
import { type HoldReach, HoldReachFields, isReachReady, toHeld, wholePerson } from "./hold-reach";
import { NoDoubtField } from "./no-doubt-field";
import type { StandingTask } from "./person-standing";
import { useStandingChanges } from "./use-standing";

type StandingDialogProps = { personId: string; task: StandingTask; onClose: () => void };

type Words = { title: string; description: string; action: string };

function wordsOf(task: StandingTask): Words {
  if (task.kind === "restrict")
    return {
      title: "Restrict this person's data?",
      description:
        "From now on it is kept and used for nothing (GDPR Art. 18): bots do not answer, and nobody edits it. It takes a second person to lift it.",
      action: "Restrict",
    };
  if (task.kind === "object")
    return {
      title: "Note that this person objects?",
      description:
        "From now on bots answer without reading or writing what they remember (GDPR Art. 21). It belongs to a case, which is opened unless one is open; an erasure is planned, for somebody else to decide.",
      action: "Note the objection",
    };
  if (task.kind === "hold")
    return {
      title: "Keep this person's data for a legal matter?",
      description: "What is on hold is neither erased nor swept, whatever else is asked. Somebody looks at it again within 90 days.",
      action: "Hold",
    };
  if (task.kind === "lift")
    return {
      title: task.restriction === "restriction" ? "Lift the restriction?" : "Lift the objection?",
      description: "The person is told before (GDPR Art. 18(3)). It is proposed here, and decided under Privacy, Proposals.",
      action: "Propose",
    };
  if (task.kind === "release")
    return {
      title: `Release the hold for ${task.matter}?`,
      description: "It is proposed here, and decided under Privacy, Proposals.",
      action: "Propose",
    };
  return {
    title: `The hold for ${task.matter} still stands?`,
    description: "Say when somebody looks at it again: within 90 days.",
    action: "It stands",
  };
}

/** Asks for what each change needs: a reason, a day, a matter. */
export function StandingDialog({ personId, task, onClose }: StandingDialogProps) {
  const [reason, setReason] = useState("");
  const [matter, setMatter] = useState("");
  const [owner, setOwner] = useState("");
  const [noDoubt, setNoDoubt] = useState("");
  const [day, setDay] = useState("");
  const [reach, setReach] = useState<HoldReach>(wholePerson);
  const changes = useStandingChanges(personId);
  const words = wordsOf(task);
  const isHold = task.kind === "hold";
  const wantsDay = isHold || task.kind === "lift" || task.kind === "review";
  const wantsReason = !isHold && task.kind !== "review";
  const isReady =
    (!wantsDay || day !== "") &&
    (!wantsReason || reason.trim() !== "") &&
    (noDoubt.trim() === "" || noDoubt.trim().length >= 3) &&
    (!isHold || (matter.trim() !== "" && owner.trim() !== "" && isReachReady(reach)));
  const { error, isPending } = ongoing(changes);

  function save(): void {
    const done = { onSuccess: onClose };
    const proposed = {
      onSuccess: () => {
        toast({ message: "Proposed. It is decided under Privacy, Proposals." });
        onClose();
      },
    };
    const noted = {
      onSuccess: ({ restrictions }: PersonStanding) => {
        const number = restrictions.find(({ kind }) => kind === "objection")?.caseNumber;
        toast({ message: number ? `Noted, in case ${number}.` : "Noted." });
        onClose();
      },
    };
    if (task.kind === "restrict") changes.restrict.mutate({ kind: "restriction", reason, caseNumber: null }, done);
    if (task.kind === "object") changes.restrict.mutate(toObjection(reason, noDoubt), noted);
    if (task.kind === "hold") changes.hold.mutate({ matter, owner, reviewOn: day, ...toHeld(reach) }, done);
    if (task.kind === "review") changes.review.mutate({ holdId: task.holdId, reviewOn: day }, done);
    if (task.kind === "lift") changes.lift.mutate({ kind: task.restriction, noticeOn: day, reason }, proposed);
    if (task.kind === "release") changes.release.mutate({ holdId: task.holdId, reason }, proposed);
  }

  const footer = (
    <>
      <Button onClick={onClose}>Cancel</Button>
      <Button variant="primary" disabled={!isReady || isPending} onClick={save}>
        {words.action}
      </Button>
    </>
  );
  return (
    <Dialog isOpen width="sm" onClose={onClose} title={words.title} description={words.description} footer={footer}>
      <div className="flex flex-col gap-3">
        {isHold && (
          <>
            <HoldReachFields personId={personId} reach={reach} onChange={setReach} />
            <TextField
              label="Matter"
              placeholder="A file number, no names"
              maxLength={200}
              value={matter}
              onChange={(event) => setMatter(event.target.value)}
            />
            <TextField
              label="Owner"
              placeholder="Who answers for it"
              maxLength={200}
              value={owner}
              onChange={(event) => setOwner(event.target.value)}
            />
          </>
        )}
        {wantsDay && (
          <TextField
            label={task.kind === "lift" ? "The person was told on" : "Looked at again by"}
            type="date"
            value={day}
            onChange={(event) => setDay(event.target.value)}
          />
        )}
        {wantsReason && (
          <TextArea label="Reason" rows={3} maxLength={1000} value={reason} onChange={(event) => setReason(event.target.value)} />
        )}
        {task.kind === "object" && <NoDoubtField personId={personId} value={noDoubt} onChange={setNoDoubt} />}
        {error && <ErrorNote title="Not done" detail={problemSentence(error)} />}
      </div>
    </Dialog>
  );
}

function toObjection(reason: string, noDoubt: string): RestrictRequest {
  return { kind: "objection", reason, caseNumber: null, ...(noDoubt.trim() !== "" && { noDoubt }) };
}

function ongoing(changes: ReturnType<typeof useStandingChanges>): { error: Error | null; isPending: boolean } {
  const all = Object.values(changes);
  return { error: all.find(({ error }) => error !== null)?.error ?? null, isPending: all.some(({ isPending }) => isPending) };
}
