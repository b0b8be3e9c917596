import type { DialogEvent } from "@/lib/model";

/** One dialog on the stack, from the event that put it there to the one that took it away. */
export type StackBar = {
  id: number;
  dialogId: string;
  /** 0 for a dialog that is inside no other. */
  depth: number;
  /** Null when it was on the stack before the turn. */
  from: number | null;
  /** Null when it is still there after it. */
  to: number | null;
  end: "ended" | "cancelled" | "replaced" | null;
  steps: { at: number; name: string }[];
};

/**
 * The events of a turn as bars, each from event to event, in the order in which the dialogs were first heard of. One that begins and ends
 * in the same turn is a short bar, and is seen nowhere else.
 */
export function toStackBars(events: readonly DialogEvent[]): StackBar[] {
  const bars: StackBar[] = [];
  const open = new Map<string, StackBar>();
  const begin = (event: DialogEvent, from: number | null): StackBar => {
    const bar: StackBar = { id: bars.length, dialogId: event.dialogId, depth: event.within.length, from, to: null, end: null, steps: [] };
    bars.push(bar);
    open.set(placeOf(event), bar);
    return bar;
  };
  events.forEach((event, index) => {
    const place = placeOf(event);
    const bar = event.kind === "begun" ? begin(event, index) : (open.get(place) ?? begin(event, null));
    if (event.kind === "step") bar.steps.push({ at: index, name: stepName(event) });
    if (event.kind !== "ended" && event.kind !== "cancelled" && event.kind !== "replaced") return;
    bar.to = index;
    bar.end = event.kind;
    open.delete(place);
  });
  return bars;
}

const placeOf = ({ within, dialogId }: DialogEvent): string => JSON.stringify([within, dialogId]);

const stepName = ({ step }: DialogEvent): string => (step ? step.name || `step ${step.index + 1}` : "step");

/** "profile › age: step 2 (askAge)": an event in words. */
export function describeEvent({ kind, dialogId, within, step }: DialogEvent): string {
  const place = [...within, dialogId].join(" › ");
  if (kind !== "step" || !step) return `${place}: ${kind}`;
  return `${place}: step ${step.index + 1}${step.name ? ` (${step.name})` : ""}`;
}
