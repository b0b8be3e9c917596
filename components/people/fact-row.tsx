"use client";
import dynamic from "next/dynamic";
import { useState } from "react";
import { useBots } from "@/components/api/queries";
import { pathUrl } from "@/components/memory/memory-url";
import { PageLink } from "@/components/ui/page-link";
import { ScopeDot } from "@/components/ui/scope-dot";
import { fullTime } from "@/components/ui/time-words";
import { channelName, factTitle, type PersonDetail, type PersonFact } from "@/lib/model";
import { FactBadges } from "./fact-badges";
import { FactHistory } from "./fact-history";
import { FactValue } from "./fact-value";
import { audienceWords, purposeWords, sourceWords } from "./fact-words";
import { sourceUrl } from "./source-url";

// Popups are fetched when first opened.
const CorrectDialog = dynamic(() => import("@/components/privacy/rectification/correct-dialog").then((module) => module.CorrectDialog), {
  ssr: false,
});
const NoteDialog = dynamic(() => import("./note-dialog").then((module) => module.NoteDialog), { ssr: false });

const linkClass = "cursor-pointer rounded-sm text-accent underline underline-offset-2 hover:no-underline";

/** One fact in words: what it is, from which sentence, what for, who sees it, how long. */
export function FactRow({ fact, person }: { fact: PersonFact; person: PersonDetail }) {
  const [isHistoryShown, setIsHistoryShown] = useState(false);
  const [isNoting, setIsNoting] = useState(false);
  const [isCorrecting, setIsCorrecting] = useState(false);
  const title = factTitle(fact);
  return (
    <li className="grid gap-x-4 gap-y-1 border-b border-line px-4 py-3 last:border-b-0 md:grid-cols-[9.5rem_minmax(0,1fr)]">
      <div className="min-w-0">
        <p className="text-sm break-words text-muted" title={fact.path}>
          {title}
        </p>
        <KeptAt fact={fact} person={person} />
      </div>
      <div className="min-w-0">
        <div className="flex flex-wrap items-start gap-x-3 gap-y-1">
          <p className="min-w-0 grow basis-40 text-[0.9375rem] font-semibold break-words">
            <FactValue value={fact.value} isCut={fact.isCut} />
          </p>
          <FactBadges fact={fact} />
        </div>
        <p className="mt-1 text-sm text-muted">
          <SourceText fact={fact} person={person} /> {purposeWords(fact)} {audienceWords(fact)}
        </p>
        <p className="mt-1 flex flex-wrap gap-x-3 text-sm">
          <SourceLink fact={fact} title={title} />
          <button
            type="button"
            className={linkClass}
            aria-expanded={isHistoryShown}
            aria-label={`Earlier values of ${title}`}
            onClick={() => setIsHistoryShown(!isHistoryShown)}
          >
            earlier values
          </button>
          <button type="button" className={linkClass} aria-label={`Ask about ${title}`} onClick={() => setIsNoting(true)}>
            ask…
          </button>
          {!fact.isMasked && (
            <button type="button" className={linkClass} aria-label={`Correct ${title}`} onClick={() => setIsCorrecting(true)}>
              correct…
            </button>
          )}
          {fact.label === null && (
            <PageLink href={pathUrl(fact.botId, fact.pathId)} className={linkClass} aria-label={`Say what ${title} is for`}>
              describe…
            </PageLink>
          )}
        </p>
        {isHistoryShown && <FactHistory fact={fact} person={person} />}
        {isCorrecting && <CorrectDialog fact={fact} personId={person.personId} title={title} onClose={() => setIsCorrecting(false)} />}
        {isNoting && <NoteDialog fact={fact} personId={person.personId} title={title} onClose={() => setIsNoting(false)} />}
      </div>
    </li>
  );
}

/** The sentence is what somebody said, and stands out. */
function SourceText({ fact, person }: { fact: PersonFact; person: PersonDetail }) {
  const { source, origin } = fact;
  const others = person.conversationList.find(({ conversationId }) => conversationId === source?.conversationId)?.others ?? [];
  const { lead, quote } = sourceWords(source, { personId: person.personId, origin, others, now: new Date() });
  return (
    <span title={source ? fullTime(source.at) : undefined}>
      {lead}
      {quote !== null && <q className="ml-1 text-ink">{quote}</q>}.
    </span>
  );
}

function SourceLink({ fact: { source }, title }: { fact: PersonFact; title: string }) {
  const place = source && sourceUrl(source);
  if (!place) return null;
  return (
    <PageLink href={place.href} className={linkClass} aria-label={`${place.text}, which set ${title}`}>
      {place.text}
    </PageLink>
  );
}

/** In which bot's state it sits, and under which identity where there are several. */
function KeptAt({ fact: { botId, scope, identityId }, person: { identities } }: { fact: PersonFact; person: PersonDetail }) {
  const bot = useBots().data?.find(({ id }) => id === botId)?.name ?? botId;
  const identity = identities.length > 1 ? identities.find((one) => one.identityId === identityId) : undefined;
  return (
    <p className="mt-0.5 text-xs break-words text-muted">
      {scope !== "unclassified" && <ScopeDot scope={scope} className="mr-1.5" />}
      {scope === "unclassified" ? "unknown key" : scope} · {bot}
      {identity && ` · ${channelName(identity.channelId)}`}
    </p>
  );
}
