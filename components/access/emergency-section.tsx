"use client";
import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { problemSentence } from "@/components/api/api-problem";
import { Button } from "@/components/ui/button";
import { ErrorNote } from "@/components/ui/error-note";
import { TextField } from "@/components/ui/text-field";
import { clockTime, fullTime } from "@/components/ui/time-words";
import type { Emergency } from "@/lib/model";
import { askEmergency, endEmergency, grantEmergency } from "./access-calls";
import { useMe } from "./use-me";

/** Where an administrator asks to read people's data, and an approver lets them, or either ends it. */
export function EmergencySection() {
  const client = useQueryClient();
  const me = useMe();
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  if (me?.caller?.kind !== "account") return null;
  const { rights } = me.caller;
  const [mayAsk, mayGrant] = [rights.includes("access.manage"), rights.includes("privacy.approve")];
  const own = me.emergencies.some(({ isOwn, state }) => isOwn && state !== "ended");
  const act = async (call: Promise<Emergency>): Promise<boolean> => {
    setIsBusy(true);
    const failed = await call.then(() => null, problemSentence);
    setFailure(failed);
    await client.invalidateQueries({ queryKey: ["me"] });
    setIsBusy(false);
    return failed === null;
  };
  return (
    <section aria-labelledby="emergency-title" className={me.emergencies.some(({ state }) => state !== "ended") ? "order-first" : ""}>
      <h2 id="emergency-title" className="font-semibold">
        Emergency access
      </h2>
      <p className="mb-2 text-sm text-muted">
        Administrators see nobody’s data. In an emergency one asks to; an approver lets them read and unmask, as a privacy reviewer does,
        for 30 minutes. Everybody sees a banner while it lasts, and all of it is on record.
      </p>
      {failure !== null && <ErrorNote title="That was not done" detail={failure} className="mb-2" />}
      {mayAsk && !own && <AskForm isBusy={isBusy} onAsk={(reason) => act(askEmergency(reason))} />}
      {me.emergencies.length > 0 && (
        <ul className="rounded-md border border-line">
          {me.emergencies.map((one) => (
            <EmergencyRow
              key={one.id}
              emergency={one}
              isBusy={isBusy}
              onGrant={mayGrant && !one.isOwn ? () => void act(grantEmergency(one.id)) : undefined}
              onEnd={mayGrant || one.isOwn ? () => void act(endEmergency(one.id)) : undefined}
            />
          ))}
        </ul>
      )}
    </section>
  );
}

function AskForm({ isBusy, onAsk }: { isBusy: boolean; onAsk: (reason: string) => Promise<boolean> }) {
  const [reason, setReason] = useState("");
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (await onAsk(reason)) setReason("");
  };
  return (
    <form onSubmit={(event) => void submit(event)} className="mb-3 flex flex-wrap items-end gap-2">
      <TextField
        label="Why you have to read people’s data now"
        description="Approvers read it. Name nobody whose data it is."
        required
        maxLength={1000}
        className="grow basis-64"
        value={reason}
        onChange={({ target }) => setReason(target.value)}
      />
      <Button type="submit" disabled={isBusy}>
        Ask for emergency access
      </Button>
    </form>
  );
}

type EmergencyRowProps = { emergency: Emergency; isBusy: boolean; onGrant?: () => void; onEnd?: () => void };

function EmergencyRow({ emergency, isBusy, onGrant, onEnd }: EmergencyRowProps) {
  const { name, reason, state } = emergency;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1.5 border-b border-line px-3 py-2 text-sm last:border-b-0">
      <div className="min-w-0 grow basis-64">
        <p className="wrap-anywhere">
          <strong className="font-semibold">{name}</strong> {reason}
        </p>
        <p className="text-xs text-muted">{timesOf(emergency)}</p>
      </div>
      {state === "asked" && onGrant && (
        <Button size="sm" disabled={isBusy} onClick={onGrant}>
          Let {name} read for 30 minutes
        </Button>
      )}
      {state !== "ended" && onEnd && (
        <Button size="sm" disabled={isBusy} onClick={onEnd}>
          {state === "lasting" ? "End it now" : onGrant ? "Refuse" : "Take it back"}
        </Button>
      )}
    </li>
  );
}

function timesOf({ state, askedAt, since, until }: Emergency): string {
  const asked = `asked ${fullTime(askedAt)}`;
  if (since === null || until === null) return state === "asked" ? `${asked}; waits for an approver` : `${asked}; not granted`;
  return `${asked}; ${state === "lasting" ? "lasts" : "lasted"} from ${clockTime(since)} until ${clockTime(until)}`;
}
