import { ScopeDot } from "@/components/ui/scope-dot";
import type { DictionaryPath } from "@/lib/model";
import { pathWords, scopeNames, shortPathWords } from "../words";

/** Where a fact stands: its scope, and its path in words a person can read. */
export function PathPlace({ scope, path, isShort = false }: Pick<DictionaryPath, "scope" | "path"> & { isShort?: boolean }) {
  return (
    <span className="inline-flex min-w-0 flex-wrap items-center gap-x-1.5">
      {scope !== "unclassified" && <ScopeDot scope={scope} />}
      <span>{scopeNames[scope]}</span>
      <span aria-hidden="true">·</span>
      <span className="min-w-0 font-mono wrap-anywhere" title={isShort ? pathWords(path) : undefined}>
        {isShort ? shortPathWords(path) : pathWords(path)}
      </span>
    </span>
  );
}
