import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, addMonths, dayOf, daysBetween, isWorkingDay } from "./calendar";
import { type Clock, deadlineOf } from "./deadline";

const clockOf = (receivedOn: string, extra: Partial<Clock> = {}): Clock => ({ receivedOn, extension: null, pauses: [], ...extra });
const extension = (noticeOn: string) => ({ extension: { on: noticeOn, noticeOn, reason: "Three bots on five channels" } });
const at = (receivedOn: string, extra: Partial<Clock> = {}, today = receivedOn) => deadlineOf(clockOf(receivedOn, extra), { today });

describe("a month", () => {
  test.each([
    ["2026-01-15", "2026-02-15", "2026-02-16"],
    ["2026-01-31", "2026-02-28", "2026-03-02"],
    ["2026-11-21", "2026-12-21", "2026-12-21"],
    ["2026-08-31", "2026-09-30", "2026-09-30"],
    ["2028-01-31", "2028-02-29", "2028-02-29"],
    ["2026-12-01", "2027-01-01", "2027-01-04"],
    ["2026-11-25", "2026-12-25", "2026-12-28"],
  ])("from %s ends on %s, and by law no later than %s", (receivedOn, dueOn, limitOn) => {
    expect(at(receivedOn)).toMatchObject({ dueOn, limitOn, isExtended: false });
  });

  test("rolls over a holiday of the place too", () => {
    const deadline = deadlineOf(clockOf("2026-03-31"), { today: "2026-04-01", holidays: new Set(["2026-04-30", "2026-05-01"]) });
    expect(deadline).toMatchObject({ dueOn: "2026-04-30", limitOn: "2026-05-04" });
  });
});

describe("an extension", () => {
  test.each([
    ["2026-01-31", "2026-04-30", "2026-04-30"],
    ["2026-11-21", "2027-02-21", "2027-02-22"],
    ["2026-08-31", "2026-11-30", "2026-11-30"],
  ])("of a request from %s counts from receipt, to %s (%s)", (receivedOn, dueOn, limitOn) => {
    expect(at(receivedOn, extension(receivedOn))).toMatchObject({ dueOn, limitOn, isExtended: true, isExtendable: false });
  });

  test("is void when the person was told after the first month, and possible until its last day", () => {
    expect(at("2026-01-31", extension("2026-02-28")).isExtended).toBe(true);
    expect(at("2026-01-31", extension("2026-03-01"))).toMatchObject({ isExtended: false, dueOn: "2026-02-28" });
    expect(at("2026-01-31", {}, "2026-02-28").isExtendable).toBe(true);
    expect(at("2026-01-31", {}, "2026-03-01").isExtendable).toBe(false);
  });
});

describe("days left", () => {
  test.each([
    ["2026-12-13", 8, "calm"],
    ["2026-12-14", 7, "soon"],
    ["2026-12-19", 2, "urgent"],
    ["2026-12-21", 0, "urgent"],
    ["2026-12-22", -1, "overdue"],
  ])("on %s are %i: %s", (today, daysLeft, urgency) => {
    expect(at("2026-11-21", {}, today)).toMatchObject({ daysLeft, urgency, targetOn: "2026-12-12" });
  });

  test("of a closed case are those it had when it was closed", () => {
    expect(at("2026-11-21", { closedOn: "2026-11-30" }, "2027-05-01")).toMatchObject({
      daysLeft: 21,
      urgency: "closed",
      isExtendable: false,
    });
  });
});

describe("a pause", () => {
  test("moves every date by its days, also while it lasts", () => {
    const pause = { from: "2026-11-23", why: "identity" as const };
    expect(at("2026-11-21", { pauses: [{ ...pause, to: "2026-11-28" }] }, "2026-12-01")).toMatchObject({
      dueOn: "2026-12-26",
      pausedDays: 5,
    });
    const open = at("2026-11-21", { pauses: [{ ...pause, to: null }] }, "2026-12-03");
    expect(open).toMatchObject({ dueOn: "2026-12-31", limitOn: "2026-12-31", pausedDays: 10, urgency: "paused", targetOn: "2026-12-22" });
  });
});

const day = fc.integer({ min: 0, max: 40_000 }).map((days) => addDays("2000-01-01", days));

describe("for any day", () => {
  test("a month ends on the same number or on the month's last day", () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 24 }), (from, months) => {
        const to = addMonths(from, months);
        const [same, lastOfMonth] = [to.slice(8) === from.slice(8), addDays(to, 1).endsWith("-01")];
        expect(same || (lastOfMonth && to.slice(8) < from.slice(8))).toBe(true);
      }),
    );
  });

  test("the outer limit is the first working day from the due day on", () => {
    fc.assert(
      fc.property(day, fc.uniqueArray(day, { maxLength: 5 }), (receivedOn, days) => {
        const holidays = new Set(days);
        const { dueOn, limitOn } = deadlineOf(clockOf(receivedOn), { today: receivedOn, holidays });
        const between = Array.from({ length: daysBetween(dueOn, limitOn) }, (_, index) => addDays(dueOn, index));
        expect(isWorkingDay(limitOn, holidays)).toBe(true);
        expect(between.filter((one) => isWorkingDay(one, holidays))).toEqual([]);
      }),
    );
  });

  test("who asked earlier is never due later, and an extension is never earlier than the month", () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 400 }), (receivedOn, days) => {
        expect(at(receivedOn).dueOn <= at(addDays(receivedOn, days)).dueOn).toBe(true);
        expect(at(receivedOn, extension(receivedOn)).dueOn > at(receivedOn).dueOn).toBe(true);
      }),
    );
  });

  test("pauses add up, day by day", () => {
    fc.assert(
      fc.property(day, fc.array(fc.nat(20), { maxLength: 4 }), (receivedOn, lengths) => {
        const pauses = lengths.map((length) => ({ from: receivedOn, to: addDays(receivedOn, length), why: "identity" as const }));
        const sum = lengths.reduce((total, length) => total + length, 0);
        expect(at(receivedOn, { pauses }).dueOn).toBe(addDays(at(receivedOn).dueOn, sum));
      }),
    );
  });
});

test("today is the day of the calendar here", () => {
  expect(dayOf(new Date(2026, 0, 31, 23, 59))).toBe("2026-01-31");
});
