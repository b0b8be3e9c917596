"use client";
import { ArrowRight, KeyRound, Send } from "lucide-react";
import { useState } from "react";
import { problemSentence } from "@/components/api/api-problem";
import { personUrl } from "@/components/people/person-url";
import { Button, buttonClass } from "@/components/ui/button";
import { ErrorNote } from "@/components/ui/error-note";
import { PageLink } from "@/components/ui/page-link";
import { TextField } from "@/components/ui/text-field";
import { type CaseDetail, endStates } from "@/lib/model";
import { DownloadLink } from "./download-link";
import { erasureRuns, erasureSteps } from "./erasure-steps";
import { NoDoubtDialog } from "./no-doubt-dialog";
import type { CaseChanges } from "./use-cases";

type StepProps = { found: CaseDetail; changes: CaseChanges };

/** What to do now: one thing, and the one button that stands out on the page. */
export function NextStep({ found, changes }: StepProps) {
  if (endStates.includes(found.state)) return <Ended found={found} />;
  if (found.state === "received" || found.state === "identity_unverified") return <Identify found={found} changes={changes} />;
  if (found.openRecipients > 0 && found.state === "recipients_pending") {
    return (
      <Step title="Tell the recipients">
        Whoever received the data must hear of it (Art. 19). Say below how each stands, then close the case.
      </Step>
    );
  }
  if (found.state === "verified" || found.state === "triage") return <Answer found={found} changes={changes} />;
  if (found.state === "erased_local" || found.state === "recipients_pending") return <Close found={found} changes={changes} />;
  const { title, text } = erasureSteps[found.state] ?? erasureRuns;
  return <Step title={title}>{text}</Step>;
}

function Step({ title, children, actions }: { title: string; children: React.ReactNode; actions?: React.ReactNode }) {
  return (
    <section aria-label="Next step" className="rounded-lg border border-accent bg-selected px-4 py-3.5">
      <p className="text-xs font-medium text-muted">Next step</p>
      <h2 className="text-base font-semibold">{title}</h2>
      <div className="mt-1 text-sm">{children}</div>
      {actions && <div className="mt-3 flex flex-wrap items-center gap-2">{actions}</div>}
    </section>
  );
}

function Ended({ found }: { found: CaseDetail }) {
  const { state, refusal, closedAt } = found;
  const on = closedAt === null ? "" : ` on ${closedAt.slice(0, 10)}`;
  if (state !== "refused" || !refusal) {
    return (
      <section aria-label="Next step" className="rounded-lg border border-line bg-surface px-4 py-3.5">
        <h2 className="text-base font-semibold">This case is closed</h2>
        <p className="mt-1 text-sm text-muted">
          It was {state === "partial" ? "done in part" : state}
          {on}. What it says stays as it is{found.isPartKept && "; what a legal hold keeps is erased once that is released"}.
        </p>
      </section>
    );
  }
  return (
    <section aria-label="Next step" className="rounded-lg border border-line bg-surface px-4 py-3.5">
      <h2 className="text-base font-semibold">This request was refused{on}</h2>
      <dl className="mt-2 grid gap-2 text-sm">
        <div>
          <dt className="text-xs text-muted">Reasons that the person was given</dt>
          <dd className="whitespace-pre-wrap">{refusal.reasons}</dd>
        </div>
        <div>
          <dt className="text-xs text-muted">Complaint and courts</dt>
          <dd className="whitespace-pre-wrap">{refusal.complaint}</dd>
        </div>
      </dl>
    </section>
  );
}

function Identify({ found, changes }: StepProps) {
  const [isSure, setIsSure] = useState(false);
  const { sendCode, pause } = changes;
  const isSent = found.code?.isValid ?? false;
  const isPaused = found.deadline.urgency === "paused";
  return (
    <Step
      title="Find out who asks"
      actions={
        <>
          {!isSent && (
            <Button variant="primary" disabled={sendCode.isPending} onClick={() => sendCode.mutate()}>
              <Send aria-hidden="true" className="size-4" />
              Send a code to the chat
            </Button>
          )}
          {isSent && (
            <Button disabled={sendCode.isPending} onClick={() => sendCode.mutate()}>
              Send another code
            </Button>
          )}
          <Button onClick={() => setIsSure(true)}>There is no doubt…</Button>
          {!isPaused && (
            <Button variant="ghost" disabled={pause.isPending} onClick={() => pause.mutate({ why: "identity", version: found.version })}>
              Stop the clock meanwhile
            </Button>
          )}
        </>
      }
    >
      <p>
        The bot says a code in the person's own chat. Whoever asked tells it to you: that shows they are the one who writes there. No papers
        are needed.
      </p>
      {isSent && <CodeForm found={found} changes={changes} />}
      {sendCode.error && <ErrorNote className="mt-2" title="No code was sent" detail={problemSentence(sendCode.error)} />}
      {isSure && <NoDoubtDialog found={found} changes={changes} onClose={() => setIsSure(false)} />}
    </Step>
  );
}

function CodeForm({ found, changes: { identify } }: StepProps) {
  const [code, setCode] = useState("");
  const until = found.code?.expiresAt.slice(11, 16);
  return (
    <form
      className="mt-3 flex flex-wrap items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        identify.mutate({ code });
      }}
    >
      <TextField
        label="The code that they tell you"
        inputMode="numeric"
        pattern="\d{6}"
        maxLength={6}
        className="w-44"
        inputClassName="font-mono tracking-widest"
        value={code}
        error={identify.error ? problemSentence(identify.error) : null}
        onChange={({ target }) => setCode(target.value.trim())}
      />
      <Button variant="primary" type="submit" disabled={!/^\d{6}$/.test(code) || identify.isPending}>
        <KeyRound aria-hidden="true" className="size-4" />
        Check the code
      </Button>
      <p className="basis-full text-xs text-muted">
        Sent. It is good once, until {until} UTC; {found.code?.attemptsLeft} attempts are left.
      </p>
    </form>
  );
}

function Answer({ found, changes }: StepProps) {
  const { type, exports, person } = found;
  if (type === "erasure") {
    return (
      <Step title="Plan the erasure">
        See below, under Erasure, what will go and what cannot be reached. Nothing is deleted before another person approved it.
      </Step>
    );
  }
  if (type === "access" || type === "portability") {
    const [newest] = exports;
    if (newest?.url && newest.downloads > 0) return <Close found={found} changes={changes} />;
    if (newest?.url) {
      return (
        <Step
          title="Hand the copy over"
          actions={
            <DownloadLink url={newest.url} className={buttonClass("primary")}>
              Download the copy
            </DownloadLink>
          }
        >
          Look through it first, then give it to the person on a safe way. Each download is on record.
        </Step>
      );
    }
    return (
      <Step
        title={type === "access" ? "Make their copy" : "Make the file to take elsewhere"}
        actions={
          <Button variant="primary" disabled={changes.makeExport.isPending} onClick={() => changes.makeExport.mutate({ kind: type })}>
            {changes.makeExport.isPending ? "Making the copy…" : "Make the copy"}
          </Button>
        }
      >
        One ZIP that opens without internet: everything of theirs, nothing of others. It is kept for seven days.
        {changes.makeExport.error && (
          <ErrorNote className="mt-2" title="No copy was made" detail={problemSentence(changes.makeExport.error)} />
        )}
      </Step>
    );
  }
  return (
    <Step
      title={handWork[type]}
      actions={
        <>
          {person && (
            <PageLink href={personUrl(person.personId)} className={buttonClass(type === "rectification" ? "secondary" : "primary")}>
              Open the person's page
              <ArrowRight aria-hidden="true" className="size-4" />
            </PageLink>
          )}
          <CloseButton found={found} changes={changes} />
        </>
      }
    >
      {type === "rectification" && "Correct it below, under What is remembered; each correction goes into the history. "}
      When that is done{found.openRecipients > 0 ? ", and the recipients below are told" : ""},{" "}
      {type === "rectification" ? "" : "come back and "}close the case.
    </Step>
  );
}

const handWork = {
  rectification: "Put right what is wrong",
  restriction: "Restrict the use of their data",
  objection: "Stop using their data",
} as const;

function Close({ found, changes }: StepProps) {
  return (
    <Step title="Close the case" actions={<CloseButton found={found} changes={changes} variant="primary" />}>
      {found.openRecipients > 0
        ? `${found.openRecipients} of those who received the data must still be told (Art. 19): say below how each stands.`
        : found.isPartKept
          ? "The rest is erased. Tell the person that a part is kept, restricted, for legal claims (Art. 17(3)(e) GDPR), that they can complain, and that it is erased once that is over."
          : "Everything is done, and the person has their answer."}
    </Step>
  );
}

function CloseButton({ found, changes: { change }, variant }: StepProps & { variant?: "primary" }) {
  return (
    <div>
      <Button
        variant={variant}
        disabled={change.isPending || found.openRecipients > 0}
        onClick={() => change.mutate({ state: found.isPartKept ? "partial" : "complete", version: found.version })}
      >
        {found.isPartKept ? "Close as done in part" : "Close as complete"}
      </Button>
      {change.error && <ErrorNote className="mt-2" title="Not closed" detail={problemSentence(change.error)} />}
    </div>
  );
}
