import { problemSentence } from "@/components/api/api-problem";
import { Button } from "@/components/ui/button";
import { ErrorNote } from "@/components/ui/error-note";
import { type CaseDetail, type CasePause, pauseGroundsOf } from "@/lib/model";
import { caseDay } from "./case-words";
import type { CaseChanges } from "./use-cases";

const waitsFor: Record<CasePause["why"], string> = {
  identity: "the person was asked who they are",
  scope: "the person was asked what they want",
};

type ClockProps = { found: CaseDetail; changes: CaseChanges };

/** Whether the clock runs, and how to stop it over a question about what is asked, where the law knows that (Art. 12A in the United Kingdom). */
export function Clock({ found: { pauses, jurisdiction, version }, changes: { pause } }: ClockProps) {
  const now = pauses.find(({ to }) => to === null);
  const mayAskScope = pauseGroundsOf[jurisdiction].includes("scope");
  const set = (why: CasePause["why"] | null) => pause.mutate({ why, version });
  if (!now && !mayAskScope && !pause.error) return null;
  return (
    <div className="flex flex-col items-start gap-2 border-t border-line px-4 py-3 text-sm">
      {now && (
        <>
          <p role="status">
            The clock stands still since {caseDay(now.from)}: {waitsFor[now.why]}.
          </p>
          <Button disabled={pause.isPending} onClick={() => set(null)}>
            They answered: let the clock go on
          </Button>
        </>
      )}
      {!now && mayAskScope && (
        <>
          <p className="text-muted">If it is not clear what they want, ask them. Until they answer the clock stands still (Art. 12A).</p>
          <Button disabled={pause.isPending} onClick={() => set("scope")}>
            Stop the clock: we asked what they want
          </Button>
        </>
      )}
      {pause.error && <ErrorNote title="The clock was not changed" detail={problemSentence(pause.error)} />}
    </div>
  );
}
