"use client";
import { Link2, MessageSquarePlus, Pencil, Trash2, Upload } from "lucide-react";
import { Avatar } from "@/components/ui/avatar";
import { buttonClass } from "@/components/ui/button";
import { copyText } from "@/components/ui/copy-text";
import { IconButton } from "@/components/ui/icon-button";
import { PageLink } from "@/components/ui/page-link";
import { formatStartLink } from "@/components/workbench/start-link";
import type { KnownPerson } from "./known-person";

type PersonRowProps = { person: KnownPerson; onKeep: () => void; onEdit: () => void; onForget: () => void };

/** What is particular about a person, in words. */
function particularsOf({ locale, channelId, snapshotId, keptAs }: KnownPerson): string {
  const parts = [locale, channelId && `on ${channelId}`, snapshotId && "starts from a snapshot", keptAs === null && "only in this browser"];
  return parts.filter(Boolean).join(" · ");
}

export function PersonRow({ person, onKeep, onEdit, onForget }: PersonRowProps) {
  const { name, userId, keptAs } = person;
  const particulars = particularsOf(person);
  return (
    <li className="flex items-center gap-2 border-b border-line py-1.5">
      <Avatar name={name} />
      <div className="min-w-0 grow">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <span className="font-medium wrap-anywhere">{name}</span>
          <span className="max-w-full truncate font-mono text-xs text-muted">{userId}</span>
        </p>
        {particulars && <p className="text-xs text-muted">{particulars}</p>}
      </div>
      {keptAs === null ? (
        <IconButton label={`Keep ${name} on the server`} size="sm" onClick={onKeep}>
          <Upload aria-hidden="true" className="size-3.5" />
        </IconButton>
      ) : (
        <StartLinks name={name} keptAs={keptAs} />
      )}
      <IconButton label={`Edit ${name}`} size="sm" onClick={onEdit}>
        <Pencil aria-hidden="true" className="size-3.5" />
      </IconButton>
      <IconButton label={`Forget ${name}`} size="sm" onClick={onForget}>
        <Trash2 aria-hidden="true" className="size-3.5" />
      </IconButton>
    </li>
  );
}

function StartLinks({ name, keptAs }: { name: string; keptAs: string }) {
  const link = formatStartLink({ bot: null, persona: keptAs, snapshot: null });
  const start = `Start a conversation as ${name}`;
  return (
    <>
      <PageLink href={link} className={buttonClass("ghost", "icon-sm")} title={start} aria-label={start}>
        <MessageSquarePlus aria-hidden="true" className="size-3.5" />
      </PageLink>
      <IconButton
        label={`Copy a link that starts as ${name}`}
        size="sm"
        onClick={() => void copyText(`${window.location.origin}${link}`, "Link")}
      >
        <Link2 aria-hidden="true" className="size-3.5" />
      </IconButton>
    </>
  );
}
