"use client";
import { MessagesSquare } from "lucide-react";
import { useCallback, useEffect, useMemo, useState } from "react";
import type { LostValueFilter } from "@/components/lost-values/lost-value-calls";
import { Button } from "@/components/ui/button";
import { cx } from "@/components/ui/cx";
import { EmptyState } from "@/components/ui/empty-state";
import { PaneHeading } from "@/components/ui/pane-heading";
import { Spinner } from "@/components/ui/spinner";
import type { Persona } from "@/lib/model";
import { FilterMenu } from "./filter-menu";
import type { TimelineItem } from "./timeline";
import { countNarrowing, isShown, kindLabels, noFilter, type TimelineFilter, type TimelineKind, timelineKinds } from "./timeline-filter";
import { TurnList } from "./turn-list";
import { useChangedAt } from "./use-changed-at";

type TurnsPaneProps = {
  conversationId: string;
  timeline: TimelineItem[];
  turnCount: number;
  persona: Persona;
  members: readonly Persona[];
  isLoading: boolean;
  selectedKey: string | null;
  onSelect: (key: string | null) => void;
  /** Besides, when a row was chosen by pressing it and not with the keys that go through them. */
  onPress: () => void;
  onOpen: (turnNumber: number) => void;
  onShowLost: (filter: LostValueFilter) => void;
  /** Called when the earliest row that is held comes into sight. */
  onNeedEarlier: () => void;
};

/** The conversation as a list of turns and hand-made writes, beside the chat. */
export function TurnsPane({
  conversationId,
  timeline,
  turnCount,
  persona,
  members,
  isLoading,
  selectedKey,
  onSelect,
  onPress,
  onOpen,
  onShowLost,
  onNeedEarlier,
}: TurnsPaneProps) {
  const [filter, setFilter] = useState(noFilter);
  const { scope, path } = filter;
  const atPath = useChangedAt({ conversationId, userId: persona.id, scope, path, turnCount });
  const items = useMemo(() => timeline.filter((item) => isShown(item, filter, atPath)), [timeline, filter, atPath]);
  const otherName = useCallback(
    (userId: string) => (userId === persona.id ? null : (members.find((member) => member.id === userId)?.name ?? userId)),
    [persona.id, members],
  );
  const isNothingShown = items.length === 0;
  useEffect(() => {
    // None of the turns that are held passes the filter; earlier ones may.
    if (isNothingShown && !isLoading) onNeedEarlier();
  }, [isNothingShown, isLoading, onNeedEarlier]);
  return (
    <section aria-label="Turns" className="relative flex h-full min-h-0 flex-col bg-surface">
      <PaneHeading
        title="Turns"
        actions={
          timeline.length > 0 && (
            <>
              <KindSelect kind={filter.kind} onChange={(kind) => setFilter({ ...filter, kind })} />
              <FilterMenu filter={filter} members={members} onChange={setFilter} />
            </>
          )
        }
      >
        {turnCount > 0 && turnCount}
      </PaneHeading>
      {isNothingShown ? (
        <NoTurns isLoading={isLoading} filter={filter} onShowAll={() => setFilter(noFilter)} />
      ) : (
        <TurnList
          items={items}
          myName={persona.name}
          otherName={otherName}
          selectedKey={selectedKey}
          onSelect={onSelect}
          onPress={onPress}
          onOpen={onOpen}
          onShowLost={onShowLost}
          onReachTop={onNeedEarlier}
        />
      )}
    </section>
  );
}

function KindSelect({ kind, onChange }: { kind: TimelineKind; onChange: (kind: TimelineKind) => void }) {
  return (
    <select
      aria-label="Show turns"
      value={kind}
      onChange={(event) => onChange(timelineKinds.find((name) => name === event.target.value) ?? "all")}
      className={cx(
        "-mr-1 h-6 max-w-32 field-sizing-content rounded bg-surface px-1 text-xs",
        kind === "all" ? "text-muted" : "font-semibold text-accent",
      )}
    >
      {timelineKinds.map((name) => (
        <option key={name} value={name}>
          {kindLabels[name]}
        </option>
      ))}
    </select>
  );
}

type NoTurnsProps = { isLoading: boolean; filter: TimelineFilter; onShowAll: () => void };

function NoTurns({ isLoading, filter, onShowAll }: NoTurnsProps) {
  if (isLoading) return <Spinner label="Loading turns" className="m-4" isLabelShown />;
  if (filter.kind !== "all" || countNarrowing(filter) > 0)
    return <EmptyState title="None of that kind" actions={<Button onClick={onShowAll}>Show all turns</Button>} />;
  return (
    <EmptyState title="No turns yet" icon={<MessagesSquare className="size-6" />}>
      Say something in the chat. Each message is one turn: what came in, what the bot answered, and what it changed.
    </EmptyState>
  );
}
