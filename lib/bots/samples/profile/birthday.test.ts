import { expect, test } from "vitest";
import { describeBirthday, toBirthday } from "./birthday";

const today = new Date("2026-11-21T12:00:00Z");

test.each([
  ["1994-03-14", "1994-03-14", "14 March 1994"],
  ["XXXX-05-02", "--05-02", "2 May"],
  ["1990-05-02T12", "1990-05-02", "2 May 1990"],
  ["2026-11-21", "2026-11-21", "21 November 2026"],
])("%s is the birthday %s, read as %s", (timex, birthday, text) => {
  expect(toBirthday(timex, today)).toBe(birthday);
  expect(describeBirthday(birthday)).toBe(text);
});

test.each(["2026-11-22", "1905-01-01", "XXXX-WXX-5", "T12", "1994", "(2026-11-21,2026-11-22,P1D)", ""])("%j is no birthday", (timex) => {
  expect(toBirthday(timex, today)).toBeNull();
});
