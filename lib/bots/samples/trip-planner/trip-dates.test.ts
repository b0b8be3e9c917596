import fc from "fast-check";
import { expect, test } from "vitest";
import { describeDates, monthIn, parseDates, suggestDates } from "./trip-dates";

test("a suggestion is always a trip that can be taken, lies ahead, and is in the month that was named", () => {
  const today = fc.date({ min: new Date("2000-01-01"), max: new Date("2100-01-01"), noInvalidDate: true });
  fc.assert(
    fc.property(fc.option(fc.integer({ min: 1, max: 12 })), today, (month, now) => {
      const { from, to } = suggestDates(month, now);
      expect(parseDates(from, to)).toEqual({ from, to });
      expect(from > now.toISOString().slice(0, 10)).toBe(true);
      if (month !== null) expect(from.slice(5)).toBe(`${String(month).padStart(2, "0")}-02`);
    }),
  );
});

test.each([
  ["2027-05-02", "2027-05-09", "2 to 9 May 2027"],
  ["2027-05-28", "2027-06-04", "28 May to 4 June 2027"],
  ["2027-12-30", "2028-01-02", "30 December 2027 to 2 January 2028"],
])("%s and %s read as %s", (from, to, text) => {
  expect(describeDates({ from, to })).toBe(text);
});

test.each([
  ["2027-05-09", "2027-05-02"],
  ["2027-02-30", "2027-03-02"],
  ["2027-01-01", "2027-06-01"],
  ["soon", "later"],
  [undefined, 7],
])("%j to %j is no trip", (from, to) => {
  expect(parseDates(from, to)).toBeNull();
});

test("a month is found as a word; may without a capital is the verb unless it follows in", () => {
  expect(["somewhere warm in May", "in may", "OCTOBER", "we may go", "maybe", "hello"].map(monthIn)).toEqual([5, 5, 10, null, null, null]);
});
