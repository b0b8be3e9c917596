import { ScopeDot } from "@/components/ui/scope-dot";
import type { Finding } from "@/lib/model";
import { pathWords, scopeNames } from "../words";

/** Where a finding is: a fact by the name that people gave it, with its place, or all that the bot remembers. */
export function FindingPlace({ scope, path, label }: Pick<Finding, "scope" | "path" | "label">) {
  if (scope === null) return <span>The whole memory</span>;
  return (
    <span className="inline-flex min-w-0 flex-wrap items-center gap-x-1.5">
      {scope !== "unclassified" && <ScopeDot scope={scope} />}
      <span>{scope === "unclassified" ? scopeNames[scope] : `${scopeNames[scope]} state`}</span>
      {path !== null && (
        <>
          <span aria-hidden="true">·</span>
          <span className="min-w-0 font-mono text-[0.8125rem] wrap-anywhere">{path.startsWith("/") ? pathWords(path) : path}</span>
        </>
      )}
      {label !== null && <span className="text-muted">“{label}”</span>}
    </span>
  );
}
