"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ShieldAlert, ShieldCheck } from "lucide-react";
import { problemSentence } from "@/components/api/api-problem";
import { Button } from "@/components/ui/button";
import { ErrorNote } from "@/components/ui/error-note";
import { fullTime } from "@/components/ui/time-words";
import { type AuditHead, type AuditReport, auditFaultWords } from "@/lib/model";
import { verifyAudit } from "./audit-calls";
import { auditKey } from "./use-audit-log";

/** Checks the whole log, and says what was found; beside it where it was last signed, and with which key. */
export function LogCheck({ head, keyId }: { head: AuditHead | null; keyId: string | null }) {
  const client = useQueryClient();
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: verifyAudit,
    onSuccess: () => client.invalidateQueries({ queryKey: auditKey }),
  });
  return (
    <section aria-label="Is the log intact?" className="mb-4 rounded-lg border border-line bg-raised px-3 py-2.5 text-sm">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <p className="min-w-0 grow text-muted">
          {head ? `Last signed up to entry ${head.seq}, ${fullTime(head.at)}.` : "Not signed yet: that happens every hour."}
          {keyId !== null && (
            <>
              {" "}
              Key <code className="font-mono text-ink">{keyId}</code>
            </>
          )}
        </p>
        <Button onClick={() => mutate()} disabled={isPending}>
          {isPending ? "Checking…" : "Check the log"}
        </Button>
      </div>
      <div role="status" className={data ? "mt-2 border-t border-line pt-2" : undefined}>
        {data && <Found report={data} />}
      </div>
      {error && <ErrorNote className="mt-2" title="The log could not be checked" detail={problemSentence(error)} />}
    </section>
  );
}

function Found({ report }: { report: AuditReport }) {
  const { isIntact, entries, faults, faultCount, unsigned, purgedUpTo } = report;
  const Icon = isIntact ? ShieldCheck : ShieldAlert;
  return (
    <>
      <p className={`flex items-center gap-1.5 font-semibold ${isIntact ? "" : "text-danger"}`}>
        <Icon aria-hidden="true" className="size-4 shrink-0" />
        {isIntact ? "The log is intact." : `The log was tampered with: ${faultCount} ${faultCount === 1 ? "fault" : "faults"}.`}
      </p>
      <ul className="mt-1 list-disc pl-8 wrap-anywhere">
        {faults.map((fault) => (
          <li key={JSON.stringify(fault)}>{auditFaultWords(fault)}</li>
        ))}
      </ul>
      <p className="mt-1 text-xs text-muted">
        {entries === 1 ? "1 entry" : `${entries} entries`} checked; {unsigned} came after the last signature.
        {purgedUpTo !== null && ` What was older, up to entry ${purgedUpTo}, was purged under a signed checkpoint.`}
      </p>
    </>
  );
}
