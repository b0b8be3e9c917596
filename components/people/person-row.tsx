import type { Ref } from "react";
import { PersonStandingBadges } from "@/components/privacy/standing/standing-badges";
import { formatBytes } from "@/components/state/values/measure";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { PageLink } from "@/components/ui/page-link";
import { fullTime, timeAgo } from "@/components/ui/time-words";
import { channelName, type FoundBy, type PersonSummary } from "@/lib/model";
import { personUrl } from "./person-url";

/** The columns of the list, of which a narrow screen has three. */
export const rowGrid =
  "grid items-center gap-3 px-3 grid-cols-[minmax(0,1fr)_6.5rem_3rem] lg:grid-cols-[minmax(0,1fr)_minmax(0,9rem)_8rem_6.5rem_4rem_8rem_4.5rem_4.5rem_4.5rem]";

const wide = "max-lg:hidden";
const number = "text-right font-mono text-[0.8125rem]";

type PersonRowProps = {
  person: PersonSummary;
  index: number;
  startPx: number;
  now: number;
  onFocus: (personId: string | null) => void;
  ref: Ref<HTMLDivElement>;
};

export function PersonRow({ person, index, startPx, now, onFocus, ref }: PersonRowProps) {
  const { personId, name, lastSeenAt, conversations, facts, oldestFactAt, bytes, openNotes, openRequests } = person;
  return (
    // biome-ignore lint/a11y/useSemanticElements: see people-table.tsx
    <div
      ref={ref}
      role="row"
      tabIndex={-1}
      data-index={index}
      onFocus={() => onFocus(personId)}
      onBlur={() => onFocus(null)}
      aria-rowindex={index + 2}
      className={`${rowGrid} absolute inset-x-0 top-0 border-b border-line py-1.5 hover:bg-hover`}
      style={{ transform: `translateY(${startPx}px)` }}
    >
      <Cell className="flex min-w-0 items-center gap-2.5">
        <Avatar name={name} />
        <span className="min-w-0">
          {/* The link covers the row, so that the row opens where it is clicked and is still one link to a screen reader. */}
          <PageLink href={personUrl(personId)} className="block truncate font-semibold after:absolute after:inset-0 hover:underline">
            {name}
          </PageLink>
          <SecondLine person={person} />
        </span>
        <PersonStandingBadges personId={personId} />
      </Cell>
      <Cell className={`${wide} truncate text-muted`}>{channelsOf(person).map(channelName).join(", ")}</Cell>
      <Cell className="text-muted">
        <span title={fullTime(lastSeenAt)}>{timeAgo(lastSeenAt, now)}</span>
      </Cell>
      <Cell className={`${wide} ${number}`}>{conversations}</Cell>
      <Cell className={number}>{facts}</Cell>
      <Cell className={`${wide} text-muted`}>
        {oldestFactAt === null ? "none" : <span title={fullTime(oldestFactAt)}>{timeAgo(oldestFactAt, now)}</span>}
      </Cell>
      <Cell className={`${wide} ${number}`}>{formatBytes(bytes)}</Cell>
      <Cell className={`${wide} text-right`}>
        {openNotes > 0 ? <Badge tone="warning">{openNotes} open</Badge> : <span className="text-muted">none</span>}
      </Cell>
      <Cell className={`${wide} text-right`}>
        {openRequests > 0 ? <Badge tone="accent">{openRequests} open</Badge> : <span className="text-muted">none</span>}
      </Cell>
    </div>
  );
}

function Cell({ className, children }: { className: string; children: React.ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: see people-table.tsx
    <div role="cell" className={className}>
      {children}
    </div>
  );
}

const channelsOf = ({ identities }: PersonSummary): string[] => [...new Set(identities.map(({ channelId }) => channelId))];

function SecondLine({ person: { found, identities } }: { person: PersonSummary }) {
  const [first, ...others] = identities;
  return (
    <span className="block truncate text-xs text-muted">
      {found?.kind === "value" ? (
        <FoundText found={found} />
      ) : (
        `${first?.userId ?? ""}${others.length > 0 ? ` and ${others.length} more` : ""}`
      )}
    </span>
  );
}

function FoundText({ found: { where, value } }: { found: FoundBy }) {
  return (
    <>
      {where}: <span className="text-ink">{value ?? "masked"}</span>
    </>
  );
}
