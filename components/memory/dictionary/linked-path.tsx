"use client";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { problemSentence } from "@/components/api/api-problem";
import { ErrorNote } from "@/components/ui/error-note";
import { memoryUrl } from "../memory-url";
import { usePath } from "../queries";

const PathSheet = dynamic(() => import("./path-sheet").then((module) => module.PathSheet), { ssr: false });

/** The fact that the address names, opened over the list; closing it leaves the list. */
export function LinkedPath({ botId, pathId }: { botId: string; pathId: string | null }) {
  return pathId === null ? null : <NamedPath botId={botId} pathId={pathId} />;
}

function NamedPath({ botId, pathId }: { botId: string; pathId: string }) {
  const { data: path, error } = usePath(botId, pathId);
  const router = useRouter();
  if (error) return <ErrorNote className="mt-3" title="The fact of this address did not load" detail={problemSentence(error)} />;
  return path ? (
    <PathSheet botId={botId} path={path} onNext={null} onClose={() => router.replace(memoryUrl(botId, "dictionary"), { scroll: false })} />
  ) : null;
}
