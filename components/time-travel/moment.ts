import type { TimelineItem } from "@/components/turns/timeline";
import type { DeepLink } from "@/components/workbench/deep-link";
import type { StateMoment } from "@/lib/model";

/** A place on a conversation's timeline: after what happened there, or before it. Where a moment is null, now is meant. */
export type Moment = ({ kind: "turn"; turn: number } | { kind: "write"; seq: number }) & { isBefore: boolean };

/** The key of the row that stands for a moment in the list of turns. */
export function keyOfMoment(moment: Moment): string {
  return moment.kind === "turn" ? `turn-${moment.turn}` : `write-${moment.seq}`;
}

export function momentOfItem(item: TimelineItem, isBefore = false): Moment {
  return item.kind === "turn" ? { kind: "turn", turn: item.turn.number, isBefore } : { kind: "write", seq: item.write.seq, isBefore };
}

export function momentOfLink({ turn, write, isBefore }: DeepLink): Moment | null {
  if (turn !== null) return { kind: "turn", turn, isBefore };
  return write === null ? null : { kind: "write", seq: write, isBefore };
}

export function toLink(moment: Moment | null): Pick<DeepLink, "turn" | "write" | "isBefore"> {
  return {
    turn: moment?.kind === "turn" ? moment.turn : null,
    write: moment?.kind === "write" ? moment.seq : null,
    isBefore: moment?.isBefore ?? false,
  };
}

/** As the HTTP API asks for it. Writes are counted over the whole database, so before one is after the one with the number below. */
export function toStateMoment(moment: Moment): StateMoment {
  if (moment.kind === "write") {
    const seq = moment.isBefore ? moment.seq - 1 : moment.seq;
    return seq === 0 ? { turn: 0 } : { seq };
  }
  return moment.isBefore ? { turn: moment.turn, before: true } : { turn: moment.turn };
}

/** The number of the newest turn that a moment has behind it; a turn is behind itself. */
export function turnAtMoment(moment: Moment, items: readonly TimelineItem[]): number | null {
  if (moment.kind === "turn") return moment.turn;
  const item = items.find(({ key }) => key === keyOfMoment(moment));
  return item?.kind === "write" ? item.write.afterTurn : null;
}
