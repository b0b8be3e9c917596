"use client";
import dynamic from "next/dynamic";
import { useState } from "react";
import { problemSentence } from "@/components/api/api-problem";
import { Button } from "@/components/ui/button";
import { ErrorNote } from "@/components/ui/error-note";
import { channelName, type IdentityLink, type PersonDetail, type PersonIdentity } from "@/lib/model";
import { Card } from "./card";
import { dayWords } from "./fact-words";
import { evidenceNames } from "./link-words";
import { usePersonChanges } from "./use-person";

const LinkDialog = dynamic(() => import("./link-dialog").then((module) => module.LinkDialog), { ssr: false });

/** Which accounts on which channels are this human, and who says so. */
export function PersonIdentities({ person }: { person: PersonDetail }) {
  const [isLinking, setIsLinking] = useState(false);
  const { unlink } = usePersonChanges(person.personId);
  return (
    <Card
      title={`Identities · ${person.identities.length}`}
      aside={
        <Button size="sm" onClick={() => setIsLinking(true)}>
          Link another…
        </Button>
      }
    >
      <ul>
        {person.identities.map((identity) => (
          <IdentityRow
            key={identity.identityId}
            identity={identity}
            link={person.links.find(({ identityId, unlinkedAt }) => identityId === identity.identityId && unlinkedAt === null)}
            onUnlink={identity.identityId === person.personId ? null : () => unlink.mutate(identity.identityId)}
            isBusy={unlink.isPending}
          />
        ))}
      </ul>
      {unlink.error && <ErrorNote className="m-3" title="Not taken apart" detail={problemSentence(unlink.error)} />}
      <EndedLinks links={person.links.filter(({ unlinkedAt }) => unlinkedAt !== null)} />
      {isLinking && <LinkDialog person={person} onClose={() => setIsLinking(false)} />}
    </Card>
  );
}

type IdentityRowProps = { identity: PersonIdentity; link: IdentityLink | undefined; onUnlink: (() => void) | null; isBusy: boolean };

function IdentityRow({ identity: { channelId, userId, name }, link, onUnlink, isBusy }: IdentityRowProps) {
  return (
    <li className="flex items-start gap-3 border-b border-line px-4 py-2.5 text-sm last:border-b-0">
      <div className="min-w-0 grow">
        <p className="font-medium break-words">
          {name} <span className="font-normal text-muted">on {channelName(channelId)}</span>
        </p>
        <p className="font-mono text-xs break-all text-muted">{userId}</p>
        {link && <LinkText link={link} />}
      </div>
      {onUnlink && (
        <Button
          size="sm"
          variant="ghost"
          disabled={isBusy}
          aria-label={`Take ${name} on ${channelName(channelId)} away`}
          onClick={onUnlink}
        >
          Take away
        </Button>
      )}
    </li>
  );
}

function LinkText({ link: { evidence, note, linkedBy, linkedAt } }: { link: IdentityLink }) {
  return (
    <p className="mt-0.5 text-xs text-muted">
      Linked {dayWords(linkedAt, new Date())} by {linkedBy}: {evidenceNames[evidence].toLowerCase()}
      {note && <>, “{note}”</>}
    </p>
  );
}

function EndedLinks({ links }: { links: readonly IdentityLink[] }) {
  if (links.length === 0) return null;
  const now = new Date();
  return (
    <details className="border-t border-line text-xs text-muted">
      <summary className="cursor-pointer px-4 py-2 hover:bg-hover">Links that were taken back · {links.length}</summary>
      <ul className="flex flex-col gap-1 px-4 pb-3">
        {links.map(({ identityId, evidence, linkedBy, linkedAt, unlinkedBy, unlinkedAt }) => (
          <li key={identityId + linkedAt}>
            Linked {dayWords(linkedAt, now)} by {linkedBy} ({evidenceNames[evidence].toLowerCase()}), taken back{" "}
            {unlinkedAt !== null && dayWords(unlinkedAt, now)} by {unlinkedBy}
          </li>
        ))}
      </ul>
    </details>
  );
}
