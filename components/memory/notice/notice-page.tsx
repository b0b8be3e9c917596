"use client";
import { problemSentence } from "@/components/api/api-problem";
import { ErrorNote } from "@/components/ui/error-note";
import { PageLink } from "@/components/ui/page-link";
import { Spinner } from "@/components/ui/spinner";
import { FileLink } from "../file-link";
import { noticeFileUrl } from "../memory-calls";
import { MemoryFrame } from "../memory-frame";
import { memoryUrl } from "../memory-url";
import { useNotice } from "../queries";
import { NoticeText } from "./notice-text";

/** What can be handed to the public, and beside it what is still open. */
export function NoticePage({ botId }: { botId: string }) {
  const { data: notice, error, refetch } = useNotice(botId);
  return (
    <MemoryFrame
      botId={botId}
      tab="notice"
      description="Made from the dictionary: what you tell people about what the bot remembers (GDPR Art. 13)."
      actions={<FileLink href={noticeFileUrl(botId)} label="Save as a web page" subject="the notice" />}
    >
      {error && (
        <ErrorNote className="mb-3" title="The notice did not load" detail={problemSentence(error)} onRetry={() => void refetch()} />
      )}
      {!notice && !error && <Spinner label="Writing the notice" isLabelShown />}
      {notice && notice.gaps.length > 0 && <Gaps botId={botId} gaps={notice.gaps} />}
      {notice && <NoticeText notice={notice} />}
    </MemoryFrame>
  );
}

function Gaps({ botId, gaps }: { botId: string; gaps: readonly string[] }) {
  return (
    <section aria-label="Before you hand it out" className="mb-4 rounded-md border border-line bg-warning-wash px-4 py-3 text-sm">
      <h2 className="font-semibold">Before you hand it out</h2>
      <ul className="mt-1 list-disc pl-5">
        {gaps.map((gap) => (
          <li key={gap} className="wrap-anywhere">
            {gap}
          </li>
        ))}
      </ul>
      <p className="mt-2">
        Facts are described in the{" "}
        <PageLink href={memoryUrl(botId, "dictionary")} className="text-accent underline">
          dictionary
        </PageLink>
        , the rest is said in the{" "}
        <PageLink href={memoryUrl(botId, "register")} className="text-accent underline">
          register
        </PageLink>
        . This box is not part of the notice.
      </p>
    </section>
  );
}
