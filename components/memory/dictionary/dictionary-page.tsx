"use client";
import { BookOpenText, Inbox } from "lucide-react";
import dynamic from "next/dynamic";
import { useSearchParams } from "next/navigation";
import { useEffect, useMemo, useState } from "react";
import { useBotRefusal } from "@/components/access/use-bot-refusal";
import { problemSentence } from "@/components/api/api-problem";
import { unless } from "@/components/state/panels/unless";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorNote } from "@/components/ui/error-note";
import { Spinner } from "@/components/ui/spinner";
import { type DictionaryPath, type DictionaryScope, dictionaryStatuses } from "@/lib/model";
import { MemoryFrame } from "../memory-frame";
import { type PathFilter, usePaths } from "../queries";
import { countWords } from "../words";
import { FileActions } from "./file-actions";
import { FilterBar } from "./filter-bar";
import { isNamed } from "./is-named";
import { LinkedPath } from "./linked-path";
import { PathList } from "./path-list";

// Dialogs bring half of the component library with them.
const PathSheet = dynamic(() => import("./path-sheet").then((module) => module.PathSheet), { ssr: false });
const BulkDialog = dynamic(() => import("./bulk-dialog").then((module) => module.BulkDialog), { ssr: false });
const HistoryDialog = dynamic(() => import("./history-dialog").then((module) => module.HistoryDialog), { ssr: false });

type Opened = { kind: "path"; path: DictionaryPath } | { kind: "bulk"; paths: DictionaryPath[] } | { kind: "history" } | null;

/** All of a usual dictionary is loaded, so that it can be filtered by what one types; of a larger one the rest is asked for. */
const loadedByItself = 2000;

/** What a bot remembers at all, and in whose words. */
export function DictionaryPage({ botId }: { botId: string }) {
  const params = useSearchParams();
  const wanted = params.get("show");
  const [filter, setFilter] = useState<PathFilter>({ status: dictionaryStatuses.find((one) => one === wanted) ?? "all", scope: null });
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null);
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [opened, setOpened] = useState<Opened>(null);
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = usePaths(botId, filter);
  const loaded = useMemo(() => data && byInterest(data.pages.flatMap((page) => page.paths)), [data]);
  const paths = useMemo(() => loaded?.filter((path) => isNamed(path, text)), [loaded, text]);
  const [newest] = data?.pages.slice(-1) ?? [];
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && (loaded?.length ?? 0) < loadedByItself) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, loaded, fetchNextPage]);

  const choose = (ids: readonly string[], isChosen: boolean) => {
    const others = [...chosen].filter((id) => !ids.includes(id));
    setChosen(new Set(isChosen ? [...others, ...ids] : others));
  };
  const refusal = useBotRefusal(botId, "production.edit");
  const chosenPaths = paths?.filter(({ id }) => chosen.has(id)) ?? [];
  const total = newest?.total ?? 0;
  const unclassified = newest?.unclassified ?? 0;
  return (
    <MemoryFrame
      ref={setScroller}
      botId={botId}
      tab="dictionary"
      description="Every kind of fact it has ever written, and what you say about it."
      actions={<FileActions botId={botId} onShowHistory={() => setOpened({ kind: "history" })} />}
    >
      <FilterBar
        filter={filter}
        onFilter={setFilter}
        text={text}
        onText={setText}
        counts={{ all: total, unclassified, classified: total - unclassified }}
      />
      {error && (
        <ErrorNote className="mb-3" title="The dictionary did not load" detail={problemSentence(error)} onRetry={() => void refetch()} />
      )}
      {!paths && !error && <Spinner label="Loading the dictionary" isLabelShown />}
      {(newest?.unlistedLeaves ?? 0) > 0 && <Folded count={newest?.unlistedLeaves ?? 0} />}
      {paths?.length === 0 && <Nothing total={total} status={filter.status} />}
      {chosenPaths.length > 0 && (
        <section aria-label="Chosen facts" className="mb-2 flex flex-wrap items-center gap-2 rounded-md bg-selected px-3 py-1.5 text-sm">
          <span className="grow">{countWords(chosenPaths.length, "fact")} chosen</span>
          <Button size="sm" onClick={() => setChosen(new Set())}>
            Choose none
          </Button>
          <Button size="sm" variant="primary" {...unless(refusal, () => setOpened({ kind: "bulk", paths: chosenPaths }))}>
            Describe together…
          </Button>
        </section>
      )}
      {paths && paths.length > 0 && (
        <PathList
          scroller={scroller}
          paths={paths}
          chosen={chosen}
          onChoose={choose}
          onOpen={(path) => setOpened({ kind: "path", path })}
        />
      )}
      {hasNextPage && !isFetchingNextPage && (
        <Button className="mt-3" onClick={() => void fetchNextPage()}>
          Show more facts
        </Button>
      )}
      {opened?.kind === "path" && (
        <PathSheet
          key={opened.path.id}
          botId={botId}
          path={opened.path}
          onNext={nextOf(opened.path, paths ?? [], (path) => setOpened({ kind: "path", path }))}
          onClose={() => setOpened(null)}
        />
      )}
      {opened === null && <LinkedPath botId={botId} pathId={params.get("fact")} />}
      {opened?.kind === "bulk" && (
        <BulkDialog
          botId={botId}
          paths={opened.paths}
          onClose={() => setOpened(null)}
          onDone={() => {
            setOpened(null);
            setChosen(new Set());
          }}
        />
      )}
      {opened?.kind === "history" && <HistoryDialog botId={botId} onClose={() => setOpened(null)} />}
    </MemoryFrame>
  );
}

const scopeOrder: DictionaryScope[] = ["user", "private", "conversation", "unclassified", "dialog"];

/** What stands longest about a person first; what only keeps a dialog going last. */
function byInterest(paths: DictionaryPath[]): DictionaryPath[] {
  return paths.sort((one, other) => scopeOrder.indexOf(one.scope) - scopeOrder.indexOf(other.scope));
}

function nextOf(path: DictionaryPath, paths: readonly DictionaryPath[], open: (path: DictionaryPath) => void): (() => void) | null {
  const next = paths[paths.findIndex(({ id }) => id === path.id) + 1];
  return next ? () => open(next) : null;
}

function Folded({ count }: { count: number }) {
  return (
    <p className="mb-3 rounded-md border border-line bg-warning-wash px-3 py-2 text-sm">
      {countWords(count, "value")} of very large items {count === 1 ? "is" : "are"} kept and not listed: of each item the first 2,000 values
      are.
    </p>
  );
}

function Nothing({ total, status }: { total: number; status: PathFilter["status"] }) {
  if (total === 0) {
    return (
      <EmptyState title="This bot has not remembered anything yet" icon={<BookOpenText className="size-8" />}>
        What it writes is listed here from the first turn on that writes it.
      </EmptyState>
    );
  }
  return (
    <EmptyState title={status === "unclassified" ? "Everything here is described" : "No fact fits"} icon={<Inbox className="size-8" />}>
      {status === "unclassified"
        ? "New facts come here when the bot first writes them."
        : "Choose another scope, or another word to filter by."}
    </EmptyState>
  );
}
