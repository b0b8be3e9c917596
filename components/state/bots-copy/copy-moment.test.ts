import { expect, test } from "vitest";
import { toCopyMoment } from "./copy-moment";

test("now is what was told last, with the marks of the newest turn", () => {
  expect(toCopyMoment(null, 4)).toEqual({ isPast: false, until: null, marked: 4 });
});

test("a turn of the past shows what was told until its end, and before it what was told until the one before", () => {
  const moment = { kind: "turn", turn: 3, isBefore: false } as const;
  expect(toCopyMoment({ moment, turn: 3 }, 4)).toEqual({ isPast: true, until: 3, marked: 3 });
  expect(toCopyMoment({ moment: { ...moment, isBefore: true }, turn: 3 }, 4)).toEqual({ isPast: true, until: 2, marked: null });
});

test("a write by hand changed nothing of the bot's copy: it is that of the turn before it", () => {
  const moment = { kind: "write", seq: 7, isBefore: false } as const;
  expect(toCopyMoment({ moment, turn: 2 }, 4)).toEqual({ isPast: true, until: 2, marked: null });
});
