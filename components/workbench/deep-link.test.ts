import fc from "fast-check";
import { expect, test } from "vitest";
import { formatPointer, scopes } from "@/lib/model";
import { formatDeepLink, parseDeepLink } from "./deep-link";

const paramsOf = (url: string) => new URL(url, "http://localhost").searchParams;

test("every place survives the way through an address", () => {
  const link = fc.record({
    turn: fc.option(fc.integer({ min: 1, max: 999_999_999 })),
    scope: fc.option(fc.constantFrom(...scopes)),
    path: fc.option(fc.array(fc.string({ unit: "grapheme" }), { minLength: 1 }).map(formatPointer)),
  });
  fc.assert(
    fc.property(link, (place) => {
      expect(parseDeepLink(paramsOf(formatDeepLink("c-1", place)))).toEqual(place);
    }),
  );
});

test("conversation ids with slashes stay one part of the path", () => {
  expect(formatDeepLink("a/b?c", { turn: null, scope: null, path: null })).toBe("/c/a%2Fb%3Fc");
});

test("a path is cut before a person's id", () => {
  const link = formatDeepLink("c-1", { turn: 2, scope: "conversation", path: "/trip/votes/u-ann/city" }, ["u-ann"]);
  expect(link).toBe("/c/c-1?turn=2&scope=conversation&path=%2Ftrip%2Fvotes");
});

test("what makes no sense in an address is left out", () => {
  expect(parseDeepLink(new URLSearchParams("turn=-1&scope=root&path=name"))).toEqual({ turn: null, scope: null, path: null });
  expect(parseDeepLink(new URLSearchParams("path=/a~2"))).toEqual({ turn: null, scope: null, path: null });
});
