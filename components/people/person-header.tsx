import { formatBytes, formatCount } from "@/components/state/values/measure";
import { Badge } from "@/components/ui/badge";
import { MaskedWords } from "@/components/ui/masked-words";
import { PageLink } from "@/components/ui/page-link";
import { fullTime, timeAgo } from "@/components/ui/time-words";
import { channelName, maskedText, type PersonDetail } from "@/lib/model";
import { dayWords } from "./fact-words";

export function PersonHeader({ person }: { person: PersonDetail }) {
  const { name, isMasked, identities, firstSeenAt, lastSeenAt, facts, bytes, conversations, shared } = person;
  const now = new Date();
  const channels = [...new Set(identities.map(({ channelId }) => channelName(channelId)))].join(", ");
  return (
    <header className="mb-5 flex flex-wrap items-center gap-3">
      <span
        aria-hidden="true"
        className="inline-flex size-11 shrink-0 items-center justify-center rounded-full bg-accent text-lg font-semibold text-accent-ink uppercase"
      >
        {[...name.trim()][0] ?? "?"}
      </span>
      <div className="min-w-0 grow">
        <p className="text-xs text-muted">
          <PageLink href="/people" className="text-accent hover:underline">
            People
          </PageLink>
        </p>
        <h1 className="text-xl font-semibold break-words">{name === maskedText ? <MaskedWords said="Somebody, masked" /> : name}</h1>
        <p className="text-sm text-muted">
          {identities.length === 1 ? channels : `${identities.length} identities: ${channels}`} · first seen {dayWords(firstSeenAt, now)},
          last seen <span title={fullTime(lastSeenAt)}>{timeAgo(lastSeenAt, now.getTime())}</span> ·{" "}
          {formatCount(conversations, "conversation")} · {formatCount(facts, "fact")}, {formatBytes(bytes)}
        </p>
      </div>
      <div className="flex flex-wrap gap-1.5">
        {shared > 0 && (
          <Badge tone="warning" title="Facts that are kept in the state of a conversation">
            {shared} of {facts} shared with whole conversations
          </Badge>
        )}
        <Badge>{isMasked ? "masked" : "not masked"}</Badge>
      </div>
    </header>
  );
}
