import { PageLink } from "@/components/ui/page-link";
import { fullTime } from "@/components/ui/time-words";
import type { Finding, FindingSource } from "@/lib/model";
import { memoryUrl, pathUrl } from "../memory-url";

const linkClass = "text-accent underline underline-offset-2";

/** Where to look: the turns and hand-made changes behind a finding, and its place in the dictionary. */
export function FindingSources({ botId, finding: { sources, rule, pathId } }: { botId: string; finding: Finding }) {
  const isAboutWords = rule === "no-purpose" || rule === "no-retention";
  if (sources.length === 0 && !isAboutWords) return null;
  return (
    <div>
      <h4 className="text-muted">Where to look</h4>
      {isAboutWords && (
        <PageLink
          className={linkClass}
          href={pathId === null ? `${memoryUrl(botId, "dictionary")}?show=unclassified` : pathUrl(botId, pathId)}
        >
          The dictionary
        </PageLink>
      )}
      {!isAboutWords && (
        <ul className="flex flex-col gap-0.5">
          {sources.map((source) => (
            <li key={`${source.conversationId} ${source.turn} ${source.at}`}>
              <PageLink className={linkClass} href={sourceUrl(source)}>
                {source.turn === null ? "Start of a conversation" : `Turn ${source.turn}`}
              </PageLink>
              <span className="text-muted">
                , {fullTime(source.at)}, {writerWords(source)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function sourceUrl({ conversationId, turn }: FindingSource): string {
  const page = `/c/${encodeURIComponent(conversationId)}`;
  return turn === null ? page : `${page}?turn=${turn}`;
}

function writerWords({ kind, by }: FindingSource): string {
  return kind === "turn" || kind === "late" ? "written by the bot" : `by hand: ${by}`;
}
