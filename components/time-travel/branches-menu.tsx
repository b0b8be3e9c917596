"use client";
import { Popover } from "@base-ui/react/popover";
import { useQuery } from "@tanstack/react-query";
import { ChevronDown, CornerDownRight, GitBranch } from "lucide-react";
import { useState } from "react";
import { listBranches } from "@/components/api/client";
import { compareUrl } from "@/components/compare/compare-url";
import { Button, buttonClass } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";
import { popupClass } from "@/components/ui/menu";
import { PageLink } from "@/components/ui/page-link";
import { fullTime } from "@/components/ui/time-words";
import { conversationUrl } from "@/components/workbench/conversation-url";
import { type BranchRow, toBranchRows } from "./branch-tree";

/** The conversations that share a beginning with this one, as a small tree; nothing while there are no others. */
export function BranchesMenu({ conversationId }: { conversationId: string }) {
  const [isOpen, setIsOpen] = useState(false);
  const { data: branches = [] } = useQuery({
    queryKey: ["branches", conversationId],
    queryFn: ({ signal }) => listBranches(conversationId, signal),
  });
  if (branches.length < 2) return null;
  return (
    <Popover.Root open={isOpen} onOpenChange={setIsOpen}>
      <Popover.Trigger
        render={
          <Button aria-label={`${branches.length} branches`}>
            <GitBranch aria-hidden="true" className="size-3.5 text-muted" />
            {branches.length}
            <span className="max-xl:hidden">branches</span>
            <ChevronDown aria-hidden="true" className="size-3.5 text-muted" />
          </Button>
        }
      />
      <Popover.Portal>
        <Popover.Positioner align="start" sideOffset={4} className="z-50 outline-none">
          <Popover.Popup className={cx(popupClass, "w-104 p-2")}>
            <Popover.Title className="px-1 pb-1.5 text-xs font-semibold text-muted">Branches of this conversation</Popover.Title>
            <ol>
              {toBranchRows(branches).map((row) => (
                <BranchLine key={row.branch.conversationId} row={row} currentId={conversationId} onLeave={() => setIsOpen(false)} />
              ))}
            </ol>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

const indentPx = 16;

type BranchLineProps = { row: BranchRow; currentId: string; onLeave: () => void };

function BranchLine({ row: { branch, depth }, currentId, onLeave }: BranchLineProps) {
  const { conversationId, forkedAtTurn, turnCount, lastSentence, createdAt } = branch;
  const isCurrent = conversationId === currentId;
  return (
    <li
      aria-current={isCurrent || undefined}
      className="flex items-center gap-2 rounded-md px-1 py-1 aria-[current]:bg-selected"
      style={{ marginLeft: depth * indentPx }}
    >
      {depth > 0 && <CornerDownRight aria-hidden="true" className="size-3.5 shrink-0 text-muted" />}
      <span className="min-w-0 grow text-sm" title={`Begun ${fullTime(createdAt)}`}>
        <span className="block truncate font-mono text-xs">
          {conversationId}
          {isCurrent && <span className="font-sans font-semibold text-accent"> here</span>}
        </span>
        <span className="block truncate text-xs text-muted">
          {forkedAtTurn !== null && `from turn ${forkedAtTurn} · `}
          {turnCount} {turnCount === 1 ? "turn" : "turns"}
          {lastSentence !== null && ` · ${lastSentence}`}
        </span>
      </span>
      {!isCurrent && (
        <>
          <PageLink
            href={compareUrl(currentId, { withId: conversationId, turn: null })}
            aria-label={`Compare with ${conversationId}`}
            className={buttonClass("ghost", "sm")}
            onClick={onLeave}
          >
            Compare
          </PageLink>
          <PageLink
            href={conversationUrl(conversationId)}
            aria-label={`Switch to ${conversationId}`}
            className={buttonClass("secondary", "sm")}
            onClick={onLeave}
          >
            Switch
          </PageLink>
        </>
      )}
    </li>
  );
}
