"use client";
import { useMemo } from "react";
import { describeWrite } from "@/components/turns/change-words";
import type { TimelineItem } from "@/components/turns/timeline";
import { clockTimeWithSeconds } from "@/components/ui/time-words";
import type { ConversationContextValue } from "@/components/workbench/conversation-context";
import type { TurnSummary } from "@/lib/model";
import { keyOfMoment, type Moment, turnAtMoment } from "./moment";
import { indexOfMoment, momentAt, nowIndex, type Stops, toStops } from "./stops";
import type { MomentChoice } from "./use-moment";
import { type PastState, usePastState } from "./use-past-state";

/** Turns may overlap; more than that at once is nobody's conversation. */
const maxOverlapping = 16;

/** What the panels and the banner above them show while the past is looked at. */
export type Past = PastState & {
  moment: Moment;
  /** "turn 3", "you edited user state": what happened at the moment. */
  happened: string;
  /** What was said in the turn; null for a write by hand and while it is not known. */
  sentence: string | null;
  time: string | null;
  /** The turn after which it is, and from which one can fork; null while it is not known. */
  turn: number | null;
  /** How many turns came after the moment. */
  newerCount: number;
};

type TimeTravelInput = {
  choice: MomentChoice;
  conversation: ConversationContextValue;
  timeline: readonly TimelineItem[];
  turnCount: number;
};

export type TimeTravel = { stops: Stops; past: Past | null };

export function useTimeTravel({ choice, conversation, timeline, turnCount }: TimeTravelInput): TimeTravel {
  const { moment } = choice;
  const { conversationId, userId, persona } = conversation;
  const stops = useMemo(() => toStops(timeline), [timeline]);
  const item = useMemo(() => moment && timeline.find(({ key }) => key === keyOfMoment(moment)), [moment, timeline]);
  const whose = useMemo(() => ({ conversationId, userId }), [conversationId, userId]);
  const isRunning = conversation.turns.slice(-maxOverlapping).some((turn) => turn.outcome === "running");
  const read = usePastState({ whose, moment, neighbours: useNeighbours(stops, moment), isRunning });
  if (moment === null) return { stops, past: null };
  const turn = turnAtMoment(moment, timeline);
  const past = { ...describeItem(moment, item, persona.name), moment, turn, newerCount: turn === null ? 0 : Math.max(0, turnCount - turn) };
  return { stops, past: { ...past, ...read } };
}

function describeItem(moment: Moment, item: TimelineItem | null | undefined, myName: string): Pick<Past, "happened" | "sentence" | "time"> {
  if (moment.kind === "turn") {
    const turn: TurnSummary | null = item?.kind === "turn" ? item.turn : null;
    return { happened: `turn ${moment.turn}`, sentence: turn?.sentence ?? null, time: turn && clockTimeWithSeconds(turn.startedAt) };
  }
  const write = item?.kind === "write" ? item.write : null;
  return {
    happened: write ? describeWrite(write, myName) : "a write by hand",
    sentence: null,
    time: write && clockTimeWithSeconds(write.at),
  };
}

const none: Moment[] = [];

/** The stops beside the moment. */
function useNeighbours(stops: Stops, moment: Moment | null): readonly Moment[] {
  const index = moment === null ? null : indexOfMoment(stops, moment);
  const count = nowIndex(stops);
  const [before, after] = index === null ? [null, null] : [index - 1, index + 1];
  const earlier = before !== null && before >= 0 ? momentAt(stops, before) : null;
  const later = after !== null && after < count ? momentAt(stops, after) : null;
  const names = JSON.stringify([earlier, later]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: by value, so that the list stays the same while they do
  return useMemo(() => [earlier, later].filter((neighbour) => neighbour !== null) ?? none, [names]);
}
