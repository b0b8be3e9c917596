"use client";
import { useState } from "react";
import { problemSentence } from "@/components/api/api-problem";
import { ErrorNote } from "@/components/ui/error-note";
import { Spinner } from "@/components/ui/spinner";
import type { DictionaryScope, DictionaryStatus } from "@/lib/model";
import { MemoryFrame } from "../memory-frame";
import { usePaths } from "../queries";
import { PathList } from "./path-list";

/** What a bot remembers at all, and in whose words. */
export function DictionaryPage({ botId }: { botId: string }) {
  const [filter] = useState<{ status: DictionaryStatus; scope: DictionaryScope | null }>({ status: "all", scope: null });
  const { data, error, refetch } = usePaths(botId, filter);
  const paths = data?.pages.flatMap((page) => page.paths);
  return (
    <MemoryFrame botId={botId} tab="dictionary" description="Every kind of fact it has ever written, and what you say about it.">
      {error && (
        <ErrorNote className="mb-3" title="The dictionary did not load" detail={problemSentence(error)} onRetry={() => void refetch()} />
      )}
      {!paths && !error && <Spinner label="Loading the dictionary" isLabelShown />}
      {paths && <PathList paths={paths} />}
    </MemoryFrame>
  );
}
