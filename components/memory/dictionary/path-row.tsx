"use client";
import { Fingerprint } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { fullTime, timeAgo } from "@/components/ui/time-words";
import type { DictionaryPath } from "@/lib/model";
import { countWords, pathName, retentionWords } from "../words";
import { Examples } from "./path-facts";
import { PathPlace } from "./path-place";

type PathRowProps = { path: DictionaryPath; isChosen: boolean; onChoose: (isChosen: boolean) => void; onOpen: () => void; now: number };

/** Wide screens show columns; narrow ones the same below each other. */
export const rowColumns = "grid grid-cols-[1.75rem_minmax(0,1fr)] gap-x-3 md:grid-cols-[1.75rem_minmax(0,5fr)_minmax(0,4fr)_6rem_7rem]";

export function PathRow({ path, isChosen, onChoose, onOpen, now }: PathRowProps) {
  const name = path.label ?? pathName(path.path);
  const at = path.lastWrite?.at ?? null;
  return (
    <div className={`${rowColumns} relative items-start border-b border-line px-3 py-2 text-sm hover:bg-hover`}>
      <input
        type="checkbox"
        aria-label={`Choose ${name}`}
        checked={isChosen}
        onChange={({ target }) => onChoose(target.checked)}
        className="relative z-10 mt-0.5 size-4"
      />
      <div className="min-w-0">
        <div className="flex flex-wrap items-center gap-1.5">
          {/* Covers the row, so that it opens wherever it is clicked. */}
          <button type="button" onClick={onOpen} className="text-left wrap-anywhere after:absolute after:inset-0">
            <span className={path.label === null ? "font-mono" : "font-semibold"}>{name}</span>
          </button>
          <Marks path={path} />
        </div>
        <p className="text-xs text-muted">
          <PathPlace scope={path.scope} path={path.path} isShort />
        </p>
        {path.purpose !== null && <p className="text-xs wrap-anywhere">{path.purpose}</p>}
      </div>
      <div className="min-w-0 max-md:col-start-2 max-md:mt-1">
        <Examples path={path} />
      </div>
      <div className="text-muted max-md:hidden">{countWords(path.people, "person", "people")}</div>
      <div className="text-muted max-md:col-start-2 max-md:text-xs" title={at === null ? undefined : fullTime(at)}>
        <span className="md:hidden">{countWords(path.people, "person", "people")} · </span>
        {at === null ? "not written yet" : timeAgo(at, now)}
      </div>
    </div>
  );
}

function Marks({ path }: { path: DictionaryPath }) {
  return (
    <>
      {!path.isClassified && <Badge tone="warning">Unclassified</Badge>}
      {path.hints.length > 0 && (
        <Badge tone="warning" title={path.hints.map(({ reason }) => reason).join("; ")}>
          <Fingerprint aria-hidden="true" className="size-3" /> looks personal
        </Badge>
      )}
      {path.isSensitive && <Badge tone="bad">Sensitive</Badge>}
      {path.category !== null && path.category !== "none" && <Badge>{path.category}</Badge>}
      {path.retentionDays !== null && <Badge>{retentionWords(path.retentionDays)}</Badge>}
    </>
  );
}
