"use client";
import { ChevronDown, Download, Link2, Pencil, RotateCcw, Trash2, UserRoundPlus } from "lucide-react";
import { useState } from "react";
import { unless } from "@/components/state/panels/unless";
import { Button, buttonClass } from "@/components/ui/button";
import { copyText } from "@/components/ui/copy-text";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuItem } from "@/components/ui/menu";
import { fullTime } from "@/components/ui/time-words";
import { formatStartLink } from "@/components/workbench/start-link";
import type { Persona, SnapshotSummary } from "@/lib/model";
import { RenameForm } from "./rename-form";
import { snapshotFileUrl } from "./snapshot-calls";

export type SnapshotActions = {
  apply: (snapshot: SnapshotSummary) => void;
  startAs: (snapshot: SnapshotSummary, persona: Persona | null) => void;
  /** Answers whether it was renamed. */
  rename: (snapshot: SnapshotSummary, name: string) => Promise<boolean>;
  remove: (snapshot: SnapshotSummary) => void;
};

type SnapshotRowProps = {
  snapshot: SnapshotSummary;
  botName: string | null;
  persona: Persona;
  /** Why it cannot be applied to the conversation at the page, or null. */
  refusal: string | null;
  isAsking: boolean;
  actions: SnapshotActions;
};

function StartMenu({ snapshot, persona, actions }: Pick<SnapshotRowProps, "snapshot" | "persona" | "actions">) {
  return (
    <Menu
      align="end"
      className="w-72"
      trigger={
        <Button size="sm" aria-label={`Start from ${snapshot.name}`}>
          Start from it <ChevronDown aria-hidden="true" className="size-3.5 text-muted" />
        </Button>
      }
    >
      <MenuItem
        icon={<RotateCcw aria-hidden="true" className="size-4" />}
        hint={`The user state of ${persona.name} becomes that of the snapshot, in every conversation.`}
        onSelect={() => actions.startAs(snapshot, persona)}
      >
        As {persona.name}
      </MenuItem>
      <MenuItem
        icon={<UserRoundPlus aria-hidden="true" className="size-4" />}
        hint="Nobody else's state changes."
        onSelect={() => actions.startAs(snapshot, null)}
      >
        As a new person
      </MenuItem>
      <MenuItem
        icon={<Link2 aria-hidden="true" className="size-4" />}
        hint="It opens a conversation that starts from here, for somebody new."
        onSelect={() => copyStartLink(snapshot)}
      >
        Copy link
      </MenuItem>
    </Menu>
  );
}

function copyStartLink({ botId, id }: SnapshotSummary): void {
  void copyText(`${window.location.origin}${formatStartLink({ bot: botId, persona: null, snapshot: id })}`, "Link");
}

/** One snapshot: what it is, and what can be done with it. */
export function SnapshotRow({ snapshot, botName, persona, refusal, isAsking, actions }: SnapshotRowProps) {
  const { name, createdAt, createdBy, afterTurn } = snapshot;
  const [isRenaming, setIsRenaming] = useState(false);
  const origin = afterTurn === null ? "from a file" : `after turn ${afterTurn}`;
  if (isRenaming) {
    return (
      <li className="border-b border-line py-2">
        <RenameForm name={name} onRename={(next) => actions.rename(snapshot, next)} onClose={() => setIsRenaming(false)} />
      </li>
    );
  }
  return (
    <li className="flex flex-wrap items-center gap-2 border-b border-line py-2">
      <div className="min-w-48 grow basis-0 max-sm:basis-full">
        <p className="font-medium wrap-anywhere">{name}</p>
        <p className="text-xs wrap-anywhere text-muted">
          {botName ?? snapshot.botId} · {origin} · {createdBy}, {fullTime(createdAt)}
        </p>
      </div>
      <Button
        size="sm"
        variant={isAsking ? "danger" : "secondary"}
        aria-label={`Apply ${name}`}
        {...unless(refusal, () => actions.apply(snapshot))}
      >
        {isAsking ? "Apply all the same" : "Apply"}
      </Button>
      <StartMenu snapshot={snapshot} persona={persona} actions={actions} />
      <IconButton size="sm" label={`Rename ${name}`} onClick={() => setIsRenaming(true)}>
        <Pencil aria-hidden="true" className="size-3.5" />
      </IconButton>
      <a
        className={buttonClass("ghost", "icon-sm")}
        href={snapshotFileUrl(snapshot.id)}
        download
        title="Download"
        aria-label={`Download ${name}`}
      >
        <Download aria-hidden="true" className="size-3.5" />
      </a>
      <IconButton size="sm" label={`Delete ${name}`} onClick={() => actions.remove(snapshot)}>
        <Trash2 aria-hidden="true" className="size-3.5" />
      </IconButton>
      {isAsking && (
        <p role="alert" className="basis-full text-xs text-removed">
          The state has changed since it was shown here. Applying overwrites what it is now; that can be taken back.
        </p>
      )}
    </li>
  );
}
