"use client";
import dynamic from "next/dynamic";
import { useState } from "react";
import { Card } from "@/components/people/card";
import { Button } from "@/components/ui/button";
import { type CaseDetail, endStates, mayFollow } from "@/lib/model";
import { caseDay, deadlineDay, deadlineReasons } from "./case-words";
import { Clock } from "./clock";
import type { CaseChanges } from "./use-cases";

const ExtendDialog = dynamic(() => import("./extend-dialog").then((module) => module.ExtendDialog));
const RefuseDialog = dynamic(() => import("./refuse-dialog").then((module) => module.RefuseDialog));

type DeadlineCardProps = { found: CaseDetail; changes: CaseChanges };

/** Both dates and why, and the two ways to another one: more time, or none. */
export function DeadlineCard({ found, changes }: DeadlineCardProps) {
  const [asks, setAsks] = useState<"extend" | "refuse" | null>(null);
  const { deadline, extension, state, type } = found;
  const isOpen = !endStates.includes(state);
  const close = () => setAsks(null);
  return (
    <Card title="Deadline">
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1.5 px-4 py-3 text-sm">
        <dt className="text-muted">Answer by</dt>
        <dd className="font-semibold">{deadlineDay(deadline.dueOn)}</dd>
        {deadline.limitOn !== deadline.dueOn && (
          <>
            <dt className="text-muted">By law</dt>
            <dd>{deadlineDay(deadline.limitOn)}</dd>
          </>
        )}
        <dt className="text-muted">Our aim</dt>
        <dd>{deadlineDay(deadline.targetOn)}</dd>
      </dl>
      <ul className="list-disc space-y-1 border-t border-line px-4 py-3 pl-8 text-xs text-muted">
        {deadlineReasons(found).map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
        {extension && (
          <li>
            Extended; the person was told on {caseDay(extension.noticeOn)}: {extension.reason}
          </li>
        )}
      </ul>
      {isOpen && <Clock found={found} changes={changes} />}
      {isOpen && (
        <div className="flex flex-wrap gap-2 border-t border-line px-4 py-3">
          <Button disabled={!deadline.isExtendable} onClick={() => setAsks("extend")}>
            Extend…
          </Button>
          <Button disabled={!mayFollow(state, "refused", type)} onClick={() => setAsks("refuse")}>
            Refuse…
          </Button>
        </div>
      )}
      {asks === "extend" && <ExtendDialog found={found} changes={changes} onClose={close} />}
      {asks === "refuse" && <RefuseDialog found={found} changes={changes} onClose={close} />}
    </Card>
  );
}
