"use client";
import { Download, PackageCheck } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { problemSentence } from "@/components/api/api-problem";
import { Card } from "@/components/people/card";
import { formatBytes } from "@/components/state/values/measure";
import { Button, buttonClass } from "@/components/ui/button";
import { ErrorNote } from "@/components/ui/error-note";
import type { CaseDetail, CaseExport, MadeExport, ReleasedPart } from "@/lib/model";
import { caseDay } from "./case-words";
import { DownloadLink } from "./download-link";
import type { CaseChanges } from "./use-cases";

const ReleaseDialog = dynamic(() => import("./release-dialog").then((module) => module.ReleaseDialog), { ssr: false });

type ExportCardProps = { found: CaseDetail; changes: CaseChanges };

/** The copies that were made for the person, and what their cover sheet cannot say yet. */
export function ExportCard({ found, changes }: ExportCardProps) {
  const { exports, identified, person, type, released } = found;
  const { makeExport } = changes;
  const [isReleasing, setIsReleasing] = useState(false);
  const kind = type === "portability" ? "portability" : "access";
  const openRelease = () => {
    // The dialog tells what becomes of its own copy, not of an earlier one.
    if (makeExport.error) makeExport.reset();
    setIsReleasing(true);
  };
  const canMake = identified !== null && person !== null;
  return (
    <Card
      title="Copies for the person"
      aside={
        canMake && (
          <div className="flex flex-wrap justify-end gap-2">
            {kind === "access" && (
              <Button size="sm" variant="ghost" onClick={openRelease}>
                Others' messages…
              </Button>
            )}
            <Button size="sm" disabled={makeExport.isPending} onClick={() => makeExport.mutate({ kind })}>
              {makeExport.isPending ? "Making…" : exports.length === 0 ? "Make one" : "Make another"}
            </Button>
          </div>
        )
      }
    >
      {makeExport.error && <ErrorNote className="m-3" title="No copy was made" detail={problemSentence(makeExport.error)} />}
      {exports.length === 0 && (
        <p className="px-4 py-3 text-sm text-muted">{canMake ? "None was made yet." : "One can be made once it is known who asks."}</p>
      )}
      <ul>
        {exports.map((one) => (
          <ExportRow key={one.id} one={one} />
        ))}
      </ul>
      {released.length > 0 && <Released parts={released} />}
      {makeExport.data && <Gaps made={makeExport.data} />}
      {isReleasing && <ReleaseDialog number={found.number} makeExport={makeExport} onClose={() => setIsReleasing(false)} />}
    </Card>
  );
}

function ExportRow({ one: { kind, url, bytes, madeAt, madeBy, expiresAt, downloads } }: { one: CaseExport }) {
  return (
    <li className="flex flex-wrap items-center gap-3 border-b border-line px-4 py-2.5 text-sm last:border-b-0">
      <PackageCheck aria-hidden="true" className="size-4 shrink-0 text-muted" />
      <div className="min-w-0 grow">
        <p className="font-medium">{kind === "access" ? "Everything, to read and for machines" : "What they provided, for machines"}</p>
        <p className="text-xs text-muted">
          made by {madeBy} on {caseDay(madeAt)} · {formatBytes(bytes)} ·{" "}
          {downloads === 0 ? "not downloaded" : `downloaded ${downloads === 1 ? "once" : `${downloads} times`}`}
          {url === null ? " · gone" : ` · goes on ${caseDay(expiresAt)}`}
        </p>
      </div>
      {url !== null && (
        <DownloadLink url={url} className={buttonClass("secondary", "sm")}>
          <Download aria-hidden="true" className="size-3.5" />
          Download ZIP
        </DownloadLink>
      )}
    </li>
  );
}

/** What of others the person may have, and why; what was released with one reason is told once. */
function Released({ parts }: { parts: readonly ReleasedPart[] }) {
  const reasons = [...new Set(parts.map(({ reason }) => reason))];
  return (
    <div className="border-t border-line px-4 py-2.5 text-sm">
      <p>
        {parts.length === 1 ? "1 message of others goes" : `${parts.length} messages of others go`} into copies that are made from now on.
      </p>
      <ul className="mt-1 text-xs text-muted">
        {reasons.map((reason) => (
          <li key={reason} className="break-words">
            Why: {reason}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Gaps({ made: { gaps, withheld } }: { made: MadeExport }) {
  if (gaps.length === 0 && withheld === 0) return null;
  return (
    <div role="status" className="border-t border-line bg-changed-wash px-4 py-3 text-sm">
      {withheld > 0 && <p>{withheld === 1 ? "1 message of others is" : `${withheld} messages of others are`} withheld (Art. 15(4)).</p>}
      {gaps.length > 0 && (
        <>
          <p className="font-semibold text-changed">The cover sheet cannot say everything yet</p>
          <ul className="mt-1 list-disc pl-5 text-xs">
            {gaps.map((gap) => (
              <li key={gap}>{gap}</li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
