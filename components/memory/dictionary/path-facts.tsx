import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import type { DictionaryPath, DictionaryPathDetail } from "@/lib/model";
import { countWords, sizeWords, typeNames } from "../words";
import { WrittenWhere } from "./written-where";

/** What is known about a path without anybody saying so. */
export function PathFacts({ path, detail }: { path: DictionaryPath; detail: DictionaryPathDetail | undefined }) {
  return (
    <dl className="grid gap-x-4 gap-y-1.5 text-sm sm:grid-cols-[9rem_1fr]">
      <Line term="Who has it">
        {countWords(path.people, "person", "people")}, {countWords(path.facts, "value")}, {sizeWords(path.bytes)}
      </Line>
      <Line term="Kinds of value">{path.types.map((type) => typeNames[type]).join(", ") || "None yet"}</Line>
      <Line term="Examples">
        <Examples path={path} />
      </Line>
      <Line term="First written">
        <WrittenWhere write={path.firstWrite} dialog={detail?.firstDialog ?? null} />
      </Line>
      <Line term="Last written">
        <WrittenWhere write={path.lastWrite} dialog={detail?.lastDialog ?? null} />
      </Line>
    </dl>
  );
}

function Line({ term, children }: { term: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{term}</dt>
      <dd className="min-w-0 wrap-anywhere max-sm:mb-1">{children}</dd>
    </>
  );
}

export function Examples({ path: { examples } }: { path: DictionaryPath }) {
  if (examples.length === 0) return <span className="text-muted">Nobody has it now</span>;
  return (
    <span className="flex min-w-0 flex-wrap gap-1">
      {examples.map(({ type, text, isMasked }) => (
        <Badge key={`${type} ${text}`} className="max-w-full" title={isMasked ? "Masked: this is a production bot" : undefined}>
          <span className="truncate font-mono">{text === "" ? "(empty text)" : text}</span>
          {isMasked && <span className="sr-only">masked {typeNames[type]}</span>}
        </Badge>
      ))}
    </span>
  );
}
