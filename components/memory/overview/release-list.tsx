import { PageLink } from "@/components/ui/page-link";
import { fullTime } from "@/components/ui/time-words";
import type { Overview, OverviewPath, Release } from "@/lib/model";
import { memoryUrl } from "../memory-url";
import { countWords, pathName } from "../words";

/** What each version of the bot began to remember, and what it no longer writes; newest first. */
export function ReleaseList({ overview: { botId, paths, releases } }: { overview: Overview }) {
  const byId = new Map(paths.map((path) => [path.id, path]));
  return (
    <section aria-labelledby="releases">
      <h2 id="releases" className="mb-1 font-semibold">
        After each release
      </h2>
      <p className="mb-2 text-sm text-muted">
        A version is known here by the facts that it was the first, or is the last, to write.
        {releases.length === 0 && " This bot tells no version, so there are none."}
      </p>
      <ol className="flex flex-col gap-2">
        {releases.toReversed().map((release) => (
          <li key={release.version} className="rounded-lg border border-line px-3 py-2 text-sm">
            <p>
              <span className="font-mono font-semibold wrap-anywhere">{release.version}</span>
              <span className="text-muted"> · first seen {fullTime(release.since)}</span>
            </p>
            <Named botId={botId} title="New" mark="+" ids={release.newPaths} byId={byId} className="text-added" />
            <Named botId={botId} title="No longer written" mark="−" ids={release.vanishedPaths} byId={byId} className="text-removed" />
            {isSilent(release) && <p className="text-muted">Brought no new fact and left none.</p>}
          </li>
        ))}
      </ol>
    </section>
  );
}

function isSilent({ newPaths, vanishedPaths }: Release): boolean {
  return newPaths.length === 0 && vanishedPaths.length === 0;
}

type NamedProps = {
  botId: string;
  title: string;
  mark: string;
  ids: readonly string[];
  byId: ReadonlyMap<string, OverviewPath>;
  className: string;
};

const mostNamed = 12;

function Named({ botId, title, mark, ids, byId, className }: NamedProps) {
  if (ids.length === 0) return null;
  const names = ids.flatMap((id) => byId.get(id) ?? []).map(({ label, path }) => label ?? pathName(path));
  const rest = ids.length - mostNamed;
  return (
    <p className="mt-1 wrap-anywhere">
      <span className={`font-semibold ${className}`}>
        {mark} {title}, {countWords(ids.length, "fact")}:
      </span>{" "}
      {names.slice(0, mostNamed).join(", ")}
      {rest > 0 && (
        <>
          {" and "}
          <PageLink href={memoryUrl(botId, "dictionary")} className="text-accent underline">
            {rest} more
          </PageLink>
        </>
      )}
    </p>
  );
}
