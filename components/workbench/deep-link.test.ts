import fc from "fast-check";
import { expect, test } from "vitest";
import { formatPointer, scopes } from "@/lib/model";
import { type DeepLink, formatDeepLink, nowhere, parseDeepLink, turnTabs } from "./deep-link";

const paramsOf = (url: string) => new URL(url, "http://localhost").searchParams;

test("every place survives the way through an address", () => {
  const count = fc.integer({ min: 1, max: 999_999_999 });
  const moment = fc.oneof(
    fc.constant({ turn: null, write: null, isBefore: false, tab: null }),
    fc.record({ turn: count, write: fc.constant(null), isBefore: fc.boolean(), tab: fc.option(fc.constantFrom(...turnTabs)) }),
    fc.record({ turn: fc.constant(null), write: count, isBefore: fc.boolean(), tab: fc.constant(null) }),
  );
  const place = fc.record({
    scope: fc.option(fc.constantFrom(...scopes)),
    path: fc.option(fc.array(fc.string({ unit: "grapheme" }), { minLength: 1 }).map(formatPointer)),
  });
  fc.assert(
    fc.property(moment, place, (when, where) => {
      const link: DeepLink = { ...when, ...where };
      expect(parseDeepLink(paramsOf(formatDeepLink("c-1", link)))).toEqual(link);
    }),
  );
});

test("conversation ids with slashes stay one part of the path", () => {
  expect(formatDeepLink("a/b?c", nowhere)).toBe("/c/a%2Fb%3Fc");
});

test("a path is cut before a person's id", () => {
  const link = formatDeepLink("c-1", { ...nowhere, turn: 2, scope: "conversation", path: "/trip/votes/u-ann/city" }, ["u-ann"]);
  expect(link).toBe("/c/c-1?turn=2&scope=conversation&path=%2Ftrip%2Fvotes");
});

test("what makes no sense in an address is left out", () => {
  expect(parseDeepLink(new URLSearchParams("turn=-1&scope=root&path=name&before=1&tab=changes"))).toEqual(nowhere);
  expect(parseDeepLink(new URLSearchParams("path=/a~2&write=1.5"))).toEqual(nowhere);
  expect(parseDeepLink(new URLSearchParams("turn=2&write=5&tab=all"))).toEqual({ ...nowhere, turn: 2 });
});
