import fc from "fast-check";
import { expect, test } from "vitest";
import { listErasedPlaces } from "./erased";
import type { JsonValue } from "./json";

const places = (before: JsonValue, after?: JsonValue) => listErasedPlaces(before, after, (key) => key.includes("@"));

test("what was taken is told by its topmost place, and what is left is not", () => {
  const before = { name: "Ann", home: { city: "Gent", street: "Veld" }, age: 4 };
  expect(places(before, { home: { city: "Gent" }, age: 4 })).toEqual(["/name", "/home/street"]);
  expect(places(before)).toEqual([""]);
});

test("a text that lost a name counts, and a list that became shorter is one place", () => {
  expect(places({ said: "Ann was here" }, { said: "[erased] was here" })).toEqual(["/said"]);
  expect(places({ wishes: ["a", "b", "c"] }, { wishes: ["b"] })).toEqual(["/wishes/[]"]);
  expect(places({ wishes: [{ by: "Ann", of: 1 }] }, { wishes: [{ of: 1 }] })).toEqual(["/wishes/0/by"]);
});

test("a name that is data is not told", () => {
  expect(places({ members: { "ann@example.org": { age: 4 }, "bo@example.org": { age: 5 } } }, { members: {} })).toEqual(["/members/{}"]);
});

test("of a value that is as it was nothing is told", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(places(value as JsonValue, JSON.parse(JSON.stringify(value)))).toEqual([]);
    }),
  );
});
