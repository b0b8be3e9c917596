import { expect, test } from "vitest";
import type { CaseEvent, Deadline } from "@/lib/model";
import { daysLeftWords, deadlineReasons, eventWords, isPlanned } from "./case-words";

const deadline: Deadline = {
  targetOn: "2026-02-05",
  dueOn: "2026-02-15",
  limitOn: "2026-02-16",
  extendableUntil: "2026-02-15",
  isExtendable: true,
  isExtended: false,
  pausedDays: 0,
  daysLeft: 5,
  urgency: "soon",
};

test.each([
  [{ daysLeft: 5, urgency: "soon" }, "5 days left"],
  [{ daysLeft: 1, urgency: "urgent" }, "1 day left"],
  [{ daysLeft: 0, urgency: "urgent" }, "due today"],
  [{ daysLeft: -3, urgency: "overdue" }, "3 days late"],
  [{ daysLeft: 5, urgency: "paused" }, "clock stands still"],
  [{ daysLeft: 5, urgency: "closed" }, "closed"],
] as const)("days left are said in words: %o is %s", (left, words) => {
  expect(daysLeftWords(left)).toBe(words);
});

test("it is said why the dates are what they are", () => {
  const told = deadlineReasons({ receivedOn: "2026-01-15", jurisdiction: "eu", deadline });
  expect(told).toEqual([
    "One month from 15 January 2026; the day of receipt does not count (Reg. 1182/71).",
    "That is no working day, so by law it may be the next one. We keep to the earlier.",
    "Two months more can be taken until 15 February 2026, if the person is told why by then.",
  ]);
  const later = { ...deadline, isExtended: true, isExtendable: false, dueOn: "2026-04-15", limitOn: "2026-04-15", pausedDays: 1 };
  expect(deadlineReasons({ receivedOn: "2026-01-15", jurisdiction: "uk", deadline: later })).toEqual([
    "Three months from 15 January 2026; the day of receipt does not count (Reg. 1182/71).",
    "The clock stood still for 1 day (Art. 12A).",
  ]);
});

test("each event is told in a few words", () => {
  const event = (part: Partial<CaseEvent>): CaseEvent => ({
    seq: 2,
    at: "",
    by: "",
    from: "received",
    to: "received",
    detail: {},
    ...part,
  });
  expect(eventWords(event({ from: null }))).toBe("Case opened");
  expect(eventWords(event({ to: "identity_unverified", detail: { code: "sent" } }))).toBe("A code was sent to the chat");
  expect(eventWords(event({ to: "verified", detail: { how: "code" } }))).toBe("Identity confirmed by the code");
  expect(eventWords(event({ detail: { kind: "access", bytes: 3 } }))).toBe("Copy made (access)");
  expect(eventWords(event({ detail: { kind: "access", bytes: 3, released: 2 } }))).toBe(
    "Copy made (access), 2 messages of others released",
  );
  expect(eventWords(event({ detail: { corrected: 1, snapshots: 0, kept: 3 } }))).toBe("Value corrected in 1 place");
  expect(eventWords(event({ detail: { done: "objection" } }))).toBe("Objection noted: bots answer without memory");
  expect(eventWords(event({ detail: { done: "restriction" } }))).toBe("Restricted: kept, and used for nothing");
  expect(eventWords(event({ detail: { paused: "scope" } }))).toBe("The clock was stopped to ask what they want");
  expect(eventWords(event({ to: "complete", detail: { erasedIn: "DS-2026-0007" } }))).toBe("Complete: erased in DS-2026-0007");
  expect(eventWords(event({ detail: { paused: "ended" } }))).toBe("The clock goes on");
  expect(eventWords(event({ to: "complete" }))).toBe("Complete");
  expect(eventWords(event({ detail: { notes: true } }))).toBe("Notes changed");
});

test("there is a plan to be asked for once one was made, also when the case went back or was refused since", () => {
  const event = { seq: 1, at: "2026-01-15T10:00:00.000Z", by: "Rita", detail: {} };
  const received = { ...event, from: null, to: "received" } as const;
  const planned = { ...event, from: "verified", to: "plan_ready" } as const;
  const refused = { ...event, from: "plan_ready", to: "refused" } as const;
  expect([[], [received], [planned, received], [refused, planned, received]].map((events) => isPlanned({ events }))).toEqual([
    false,
    false,
    true,
    true,
  ]);
});
