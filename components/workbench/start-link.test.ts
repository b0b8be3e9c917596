import fc from "fast-check";
import { expect, test } from "vitest";
import { formatStartLink, parseStartLink } from "./start-link";

const id = fc.option(fc.string({ minLength: 1 }));

test("a link is read as it was written", () => {
  fc.assert(
    fc.property(fc.record({ bot: id, persona: id, snapshot: id }), (link) => {
      const isEmpty = Object.values(link).every((part) => part === null);
      const read = parseStartLink(new URL(formatStartLink(link), "http://localhost").searchParams);
      expect(read).toEqual(isEmpty ? null : link);
    }),
  );
});

test("an address without any of them asks for no fresh conversation", () => {
  expect(parseStartLink(new URLSearchParams("bot=&theme=dark"))).toBeNull();
});
