import fc from "fast-check";
import { expect, test } from "vitest";
import { compareUrl, parseCompared } from "./compare-url";

test("what is compared survives the way through an address", () => {
  const place = fc.record({
    withId: fc.option(fc.string({ unit: "grapheme", minLength: 1 })),
    turn: fc.option(fc.integer({ min: 1, max: 999_999_999 })),
  });
  fc.assert(
    fc.property(place, (given) => {
      expect(parseCompared(new URL(compareUrl("a/b", given), "http://localhost").searchParams)).toEqual(given);
    }),
  );
});

test("what makes no sense in an address is left out", () => {
  expect(parseCompared(new URLSearchParams("with=&turn=0"))).toEqual({ withId: null, turn: null });
});
