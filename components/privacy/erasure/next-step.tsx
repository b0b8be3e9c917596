"use client";
import { useMutation } from "@tanstack/react-query";
import Link from "next/link";
import { type ReactNode, useState } from "react";
import { useRefusal } from "@/components/access/use-refusal";
import { unless } from "@/components/state/panels/unless";
import { Button, buttonClass } from "@/components/ui/button";
import { ErrorNote } from "@/components/ui/error-note";
import { Spinner } from "@/components/ui/spinner";
import { TextField } from "@/components/ui/text-field";
import { fullTime } from "@/components/ui/time-words";
import { type Erasure, isPartKept } from "@/lib/model";
import { approveErasure, planErasure, runErasure } from "./erasure-calls";

type NextStepProps = { erasure: Erasure; onChanged: (next: Erasure) => void; onRead: () => void };

/** What somebody does next: approve, run, wait, or take the receipt. */
export function NextStep({ erasure, onChanged, onRead }: NextStepProps) {
  if (erasure.step === "planned") return <Approve erasure={erasure} onChanged={onChanged} onRead={onRead} />;
  if (erasure.step === "approved" || erasure.step === "failed") return <Run erasure={erasure} onChanged={onChanged} onRead={onRead} />;
  if (erasure.step === "done") return <Done erasure={erasure} onChanged={onChanged} />;
  return (
    <Card title="Running">
      <Spinner isLabelShown label={runningWords[erasure.step]} />
      <p className="text-muted">
        It goes on by itself, also when the server stops meanwhile. Nothing is reported as done before it is verified.
      </p>
    </Card>
  );
}

const runningWords = {
  erasing: "Erasing",
  erased: "Erased. Planning it again: nothing may be left to do",
  checked: "Erased. Reading every column of every table",
  searched: "Erased. Overwriting what is left of deleted rows",
  cleaned: "Erased. Reading every byte of every file",
  verified: "Verified. Signing the receipt",
} as const;

function Card({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="rounded-lg border border-line bg-surface">
      <h3 className="border-b border-line px-4 py-2 text-sm font-semibold">{title}</h3>
      <div className="flex flex-col gap-3 px-4 py-3 text-sm">{children}</div>
    </div>
  );
}

function Approve({ erasure: { number, planHash, plannedBy }, onChanged, onRead }: NextStepProps) {
  const approving = useMutation({ mutationFn: () => approveErasure(number, planHash), onSuccess: onChanged, onError: onRead });
  const mayNot = useRefusal("privacy.approve");
  return (
    <Card title="Approve">
      <p className="text-muted">
        Planned by {plannedBy}. Another person approves it; a team of one may do so itself, and the receipt says it.
      </p>
      {approving.error && <ErrorNote title="Not approved" detail={approving.error.message} />}
      <Button variant="primary" disabled={approving.isPending} {...unless(mayNot, () => approving.mutate())}>
        Approve this plan
      </Button>
    </Card>
  );
}

function Run({ erasure, onChanged, onRead }: NextStepProps) {
  const { number, planHash, plan, approvedBy, isSelfApproved, failure, step } = erasure;
  const [typed, setTyped] = useState("");
  const running = useMutation({ mutationFn: () => runErasure(number, planHash, typed.trim()), onSuccess: onChanged, onError: onRead });
  const mayNot = useRefusal("privacy.propose");
  const rows = plan.stores.reduce((sum, { deleted, rewritten }) => sum + deleted + rewritten, 0);
  return (
    <Card title={step === "failed" ? "Failed" : "Erase"}>
      {failure && <ErrorNote title="The erasure failed" detail={failure} />}
      <p className="text-muted">
        Approved by {approvedBy}
        {isSelfApproved && ", who also planned it"}. Type the number of the case to go on. This cannot be undone.
      </p>
      <TextField label="Number of the case" placeholder={number} value={typed} onChange={(event) => setTyped(event.target.value)} />
      {running.error && <ErrorNote title="It does not run" detail={running.error.message} />}
      <Button
        variant="danger"
        disabled={typed.trim() !== number || running.isPending || plan.holds.some(({ on }) => on === "person")}
        {...unless(mayNot, () => running.mutate())}
      >
        {step === "failed" ? "Run it again" : `Erase ${new Intl.NumberFormat("en").format(rows)} rows`}
      </Button>
    </Card>
  );
}

function Done({ erasure, onChanged }: Pick<NextStepProps, "erasure" | "onChanged">) {
  const { number, finishedAt, waiting, canFinish } = erasure;
  const finishing = useMutation({ mutationFn: () => planErasure(number), onSuccess: onChanged });
  const mayNot = useRefusal("privacy.propose");
  return (
    <Card title={isPartKept(erasure.plan) ? "The rest is erased and verified" : "Erased and verified"}>
      <p>
        Nothing {isPartKept(erasure.plan) && "else "}was found afterwards, in any column or any byte
        {finishedAt && ` (${fullTime(finishedAt)})`}.
        {waiting > 0 && ` ${waiting} ${waiting === 1 ? "place waits" : "places wait"} for a decision.`}
      </p>
      {canFinish && (
        <>
          <p>A hold was released since: what it kept can be erased now.</p>
          {finishing.error && <ErrorNote title="No plan could be made" detail={finishing.error.message} />}
          <Button variant="primary" disabled={finishing.isPending} {...unless(mayNot, () => finishing.mutate())}>
            Finish the erasure
          </Button>
        </>
      )}
      <Link href={`/privacy/requests/${encodeURIComponent(number)}/receipt`} className={buttonClass(canFinish ? "secondary" : "primary")}>
        Open the receipt
      </Link>
    </Card>
  );
}
