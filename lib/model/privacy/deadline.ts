import * as z from "zod";
import { addDays, addMonths, type Day, daysBetween, rollToWorkingDay } from "./calendar";
import type { CaseExtension, CasePause, Jurisdiction, PauseGround } from "./privacy-case";

/** We mean to answer by then; the law gives a month. */
export const targetDays = 21;
const amberDays = 7;
const redDays = 2;
const months = 1;
const extendedMonths = 3;

/**
 * For what the clock may stand still. The United Kingdom's Art. 12A says so for identity and scope; in the Union one authority has accepted
 * it while an identity check was unanswered.
 */
export const pauseGroundsOf: Readonly<Record<Jurisdiction, readonly PauseGround[]>> = { eu: ["identity"], uk: ["identity", "scope"] };

export const urgencies = ["calm", "soon", "urgent", "overdue", "paused", "closed"] as const;

export const deadline = z.object({
  targetOn: z.iso.date().describe(`When we mean to answer: ${targetDays} days after receipt`),
  dueOn: z.iso.date().describe("When the answer is due, whatever day of the week that is: the date to keep"),
  limitOn: z.iso.date().describe("Where that is no working day, the next one: the law's outer limit"),
  extendableUntil: z.iso.date().describe("Until then the person can be told of an extension"),
  isExtendable: z.boolean(),
  isExtended: z.boolean(),
  pausedDays: z.number().int().describe("For so many days the clock has stood still"),
  daysLeft: z.number().int().describe("Until `dueOn`; negative when that has passed"),
  urgency: z.enum(urgencies).describe(`soon: ${amberDays} days left or fewer; urgent: ${redDays} or fewer`),
});
export type Deadline = z.infer<typeof deadline>;

export type Clock = {
  receivedOn: Day;
  extension: CaseExtension | null;
  pauses: readonly CasePause[];
  /** When it was answered; nothing is due after that. */
  closedOn?: Day | null;
};

/**
 * By when a request must be answered (GDPR Art. 12(3), Reg. 1182/71): the day of receipt does not count, a month ends on the same-numbered
 * day or on the month's last, and an extension counts from receipt, not from the first month's end.
 */
export function deadlineOf(clock: Clock, { today, holidays = new Set() }: { today: Day; holidays?: ReadonlySet<Day> }): Deadline {
  const pausedDays = countPausedDays(clock.pauses, clock.closedOn ?? today);
  const firstDue = addDays(addMonths(clock.receivedOn, months), pausedDays);
  const isExtended = isExtensionValid(clock.extension, firstDue);
  const dueOn = isExtended ? addDays(addMonths(clock.receivedOn, extendedMonths), pausedDays) : firstDue;
  const daysLeft = daysBetween(clock.closedOn ?? today, dueOn);
  return {
    targetOn: addDays(clock.receivedOn, targetDays + pausedDays),
    dueOn,
    limitOn: rollToWorkingDay(dueOn, holidays),
    extendableUntil: firstDue,
    isExtendable: !isExtended && !clock.closedOn && today <= firstDue,
    isExtended,
    pausedDays,
    daysLeft,
    urgency: clock.closedOn ? "closed" : isPaused(clock.pauses) ? "paused" : urgencyOf(daysLeft),
  };
}

/** An extension of which the person was told after the first month is void (Art. 12(3)). */
function isExtensionValid(extension: CaseExtension | null, firstDue: Day): boolean {
  return extension !== null && extension.noticeOn <= firstDue;
}

export function isPaused(pauses: readonly CasePause[]): boolean {
  return pauses.some(({ to }) => to === null);
}

/** The day on which a pause begins counts, the day on which the clock goes on does not. */
function countPausedDays(pauses: readonly CasePause[], today: Day): number {
  return pauses.reduce((sum, { from, to }) => sum + Math.max(0, daysBetween(from, to ?? today)), 0);
}

function urgencyOf(daysLeft: number): Deadline["urgency"] {
  if (daysLeft < 0) return "overdue";
  if (daysLeft <= redDays) return "urgent";
  return daysLeft <= amberDays ? "soon" : "calm";
}
