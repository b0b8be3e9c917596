"use client";
import { ChevronRight, Eye } from "lucide-react";
import { useEffect, useState } from "react";
import { problemSentence } from "@/components/api/api-problem";
import { useBots } from "@/components/api/queries";
import type { Past } from "@/components/time-travel/use-time-travel";
import { Badge } from "@/components/ui/badge";
import { cx } from "@/components/ui/cx";
import { ErrorNote } from "@/components/ui/error-note";
import { fullTime } from "@/components/ui/time-words";
import { useConversation } from "@/components/workbench/conversation-context";
import { type BotCopy, generationOf } from "@/lib/model";
import { AttachOffer } from "./attach-offer";
import { CopiedScopeList } from "./copied-scope-list";
import { toCopyMoment } from "./copy-moment";
import { useAttach } from "./use-attach";
import { useBotsCopy } from "./use-bots-copy";

type BotsCopyProps = {
  /** Null shows what the bot told last. */
  past: Past | null;
  /** The scroll area of the column it stands in. */
  scroller: HTMLElement | null;
};

/** State as a bot tells it that keeps it elsewhere (protocols 7): beside the panels, to look at only. Nothing where nothing can be told. */
export function BotsCopy({ past, scroller }: BotsCopyProps) {
  const newestTurn = useConversation().turns.findLast(({ outcome }) => outcome !== "running")?.number ?? 0;
  const canAttach = useCanAttach(newestTurn);
  const shown = useBotsCopy(toCopyMoment(past, newestTurn));
  const { copy, attachedAfterTurn, isBusy, error } = shown;
  const isSilent = !isBusy && copy?.source === "inspection" && copy.turn !== null && copy.turn < newestTurn;
  const isAttached = attachedAfterTurn !== null && newestTurn <= attachedAfterTurn;
  const isTelling = copy?.source === "inspection" && !isSilent;
  const attaching = useAttach(canAttach && past === null && !isAttached && !isTelling, newestTurn);
  const [isOpen, setOpen] = useState(true);
  if (!copy && !canAttach && !error) return null;
  return (
    <section
      aria-label="The bot's own copy"
      aria-busy={isBusy}
      className="scroll-mt-1 @container border-b border-line bg-raised pb-2 [border-top:3px_double_var(--line)]"
    >
      <Heading copy={copy ?? null} isOpen={isOpen} onToggle={() => setOpen(!isOpen)} />
      {isOpen && (
        <>
          {error != null && (
            <ErrorNote
              className="mx-3 my-1"
              title="The bot's own copy did not load"
              detail={problemSentence(error)}
              onRetry={shown.retry}
            />
          )}
          {copy && <CopiedScopeList copy={copy} changes={shown.changes} scroller={scroller} />}
          {past !== null && copy === null && <p className={noteClass}>The bot had told nothing of its state by then.</p>}
          {past === null && canAttach && copy !== undefined && (!copy || isSilent || attaching.answer || attaching.error != null) && (
            <AttachOffer attaching={attaching} isAttached={isAttached} toldLast={copy?.turn ?? null} />
          )}
        </>
      )}
    </section>
  );
}

const noteClass = "max-w-prose pr-3 pl-6.5 text-sm text-muted";

/** Only Bot Framework v4 has the middleware; a bot whose generation is not known yet is asked. */
function useCanAttach(newestTurn: number): boolean {
  const { botId, conversation } = useConversation();
  const { data, refetch } = useBots();
  const remote = data?.find(({ id }) => id === botId)?.remote;
  const generation = remote ? generationOf(remote) : null;
  const isUnknown = generation === "auto";
  // biome-ignore lint/correctness/useExhaustiveDependencies: each turn may tell what the bot is made with
  useEffect(() => {
    if (isUnknown) void refetch();
  }, [isUnknown, newestTurn, refetch]);
  return (generation === "v4" || isUnknown) && conversation?.isReadOnly === false;
}

type HeadingProps = { copy: BotCopy | null; isOpen: boolean; onToggle: () => void };

function Heading({ copy, isOpen, onToggle }: HeadingProps) {
  return (
    <header className="flex flex-wrap items-center gap-x-2 px-1.5 py-1">
      <h3>
        <button
          type="button"
          aria-expanded={isOpen}
          onClick={onToggle}
          className="flex h-6 items-center gap-1.5 rounded-md pr-1 font-semibold hover:bg-hover"
        >
          <ChevronRight aria-hidden="true" className={cx("size-3.5 text-muted", isOpen && "rotate-90")} />
          <Eye aria-hidden="true" className="size-3.5 text-muted" />
          The bot's own copy
        </button>
      </h3>
      <Badge title="The bot keeps this itself. It can be looked at here, and changed only by the bot.">read-only</Badge>
      {copy && <ToldWhen copy={copy} />}
    </header>
  );
}

/** "told after turn 4, of Ann": user state is that of whoever spoke in the turn, not of who is chosen above. */
function ToldWhen({ copy }: { copy: BotCopy }) {
  const { turns, conversation } = useConversation();
  const userId = turns.find(({ number }) => number === copy.turn)?.userId;
  const name = conversation?.members.find(({ id }) => id === userId)?.name;
  return (
    <p className="w-full pl-5 text-xs text-muted @md:w-auto @md:pl-0" title={fullTime(copy.at)}>
      told {copy.turn === null ? "outside a turn" : `after turn ${copy.turn}`}
      {name && `, of ${name}`}
    </p>
  );
}
