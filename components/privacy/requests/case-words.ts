import type { CaseDetail, CaseEvent, Deadline, RecipientState, RefusalGround, RequestState, RequestType } from "@/lib/model";

export const typeNames: Record<RequestType, string> = {
  access: "Access",
  rectification: "Correction",
  erasure: "Erasure",
  restriction: "Restriction",
  objection: "Objection",
  portability: "Portability",
};

/** What somebody asks for who asks for this. */
export const typeMeanings: Record<RequestType, string> = {
  access: "A copy of everything held about them (Art. 15)",
  rectification: "That something wrong is put right (Art. 16)",
  erasure: "That it is all deleted (Art. 17)",
  restriction: "That it is kept, and used for nothing (Art. 18)",
  objection: "That it is no longer used (Art. 21)",
  portability: "What they provided, to take elsewhere (Art. 20)",
};

export const stateNames: Record<RequestState, string> = {
  received: "received",
  identity_unverified: "who asks is being checked",
  verified: "identity confirmed",
  triage: "being worked on",
  plan_ready: "plan to be approved",
  approved: "approved",
  running: "being erased",
  verifying: "being verified",
  failed: "erasure failed",
  erased_local: "erased here",
  recipients_pending: "recipients to be told",
  complete: "complete",
  partial: "done in part",
  refused: "refused",
  cancelled: "called off",
};

export const groundNames: Record<RefusalGround, string> = {
  unfounded: "Manifestly unfounded (Art. 12(5))",
  excessive: "Manifestly excessive, such as repeated (Art. 12(5))",
  "not-identified": "We cannot tell who they are (Art. 11, 12(2))",
  exemption: "An exemption applies (such as Art. 17(3))",
  "others-rights": "It would harm the rights of others (Art. 15(4))",
  other: "Another provision, named in the reasons",
};

export const recipientNames: Record<RecipientState, string> = {
  open: "to be told",
  told: "told",
  "not-needed": "need not be told",
  impossible: "cannot be told",
};

/** "9 days left", "due today", "3 days late". */
export function daysLeftWords({ daysLeft, urgency }: Pick<Deadline, "daysLeft" | "urgency">): string {
  if (urgency === "closed") return "closed";
  if (urgency === "paused") return "clock stands still";
  if (daysLeft === 0) return "due today";
  const days = Math.abs(daysLeft) === 1 ? "1 day" : `${Math.abs(daysLeft)} days`;
  return daysLeft < 0 ? `${days} late` : `${days} left`;
}

const weekdayAndDay = new Intl.DateTimeFormat("en-GB", {
  weekday: "short",
  day: "numeric",
  month: "long",
  year: "numeric",
  timeZone: "UTC",
});
const plainDay = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

/** "Mon 21 December 2026": what weekday it is matters for a deadline. */
export const deadlineDay = (day: string): string => weekdayAndDay.format(new Date(day)).replace(",", "");
export const caseDay = (day: string): string => plainDay.format(new Date(day));

/** Why the dates are what they are, in sentences. */
export function deadlineReasons({
  receivedOn,
  deadline,
  jurisdiction,
}: Pick<CaseDetail, "receivedOn" | "deadline" | "jurisdiction">): string[] {
  const { isExtended, dueOn, limitOn, pausedDays, extendableUntil, isExtendable } = deadline;
  const months = isExtended ? "Three months" : "One month";
  return [
    `${months} from ${caseDay(receivedOn)}; the day of receipt does not count (Reg. 1182/71).`,
    ...(pausedDays > 0
      ? [`The clock stood still for ${pausedDays === 1 ? "1 day" : `${pausedDays} days`}${jurisdiction === "uk" ? " (Art. 12A)" : ""}.`]
      : []),
    ...(limitOn === dueOn ? [] : ["That is no working day, so by law it may be the next one. We keep to the earlier."]),
    ...(isExtendable ? [`Two months more can be taken until ${caseDay(extendableUntil)}, if the person is told why by then.`] : []),
  ];
}

function releasedWords(released: unknown): string {
  if (typeof released !== "number" || released === 0) return "";
  return released === 1 ? ", 1 message of others released" : `, ${released} messages of others released`;
}

const correctedWords = (places: number): string => `Value corrected in ${places === 1 ? "1 place" : `${places} places`}`;

/** What happened, in a few words. */
export function eventWords({ from, to, detail }: CaseEvent): string {
  if (from === null) return "Case opened";
  if (typeof detail.kind === "string") return `Copy made (${detail.kind})${releasedWords(detail.released)}`;
  if (detail.code === "sent" && from === to) return "Another code was sent to the chat";
  if (detail.code === "sent") return "A code was sent to the chat";
  if (to === "verified" && from !== to)
    return detail.how === "code" ? "Identity confirmed by the code" : "Identity confirmed by a reviewer";
  if (detail.extended === true) return "Deadline extended";
  if (detail.paused === "ended") return "The clock goes on";
  if (detail.paused !== undefined) return `The clock was stopped${detail.paused === "scope" ? " to ask what they want" : ""}`;
  if (detail.recipient !== undefined) return "Recipients changed";
  if (typeof detail.erasedIn === "string") return `Complete: erased in ${detail.erasedIn}`;
  if (typeof detail.corrected === "number") return correctedWords(detail.corrected + Number(detail.snapshots ?? 0));
  if (detail.done === "objection") return "Objection noted: bots answer without memory";
  if (detail.done === "restriction") return "Restricted: kept, and used for nothing";
  if (from === to) return detail.notes === true || detail.asked === true ? "Notes changed" : "Changed";
  const state = stateNames[to];
  return state.charAt(0).toUpperCase() + state.slice(1);
}

/** Whether an erasure was ever planned in a case: the plan stays, whatever the case's state is afterwards. */
export function isPlanned({ events }: Pick<CaseDetail, "events">): boolean {
  return events.some(({ to }) => to === "plan_ready");
}
