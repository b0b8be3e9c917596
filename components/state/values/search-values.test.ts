import fc from "fast-check";
import { expect, test } from "vitest";
import { searchValues, splitAtHits } from "./search-values";

const data = { profile: { name: "Ann", homeCity: "Ghent" }, votes: [{ by: "u-ann" }, { by: "u-bo" }], age: 32, isNew: true };

test("names and plain values are searched without regard to case", () => {
  const hits = searchValues(data, " ANN ");
  expect([...(hits?.matches ?? [])]).toEqual(["/profile/name", "/votes/0/by"]);
  expect([...(hits?.onTheWay ?? [])]).toEqual(["/profile", "/votes/0", "/votes"]);
  expect(searchValues(data, "city")?.count).toBe(1);
  expect(searchValues(data, "32")?.count).toBe(1);
  expect(searchValues(data, "true")?.count).toBe(1);
});

test("the index of a list item is not searched, and nothing is asked by an empty text", () => {
  expect(searchValues(data, "0")?.count).toBe(0);
  expect(searchValues(data, "  ")).toBe(null);
});

test("hits in a part of a scope have the path from the root of the scope", () => {
  expect([...(searchValues(data.profile, "ghent", ["profile"])?.matches ?? [])]).toEqual(["/profile/homeCity"]);
});

test("a text cut at its hits is the same text put together again", () => {
  fc.assert(fc.property(fc.string(), fc.string(), (text, query) => splitAtHits(text, query.toLowerCase()).join("") === text));
  expect(splitAtHits("Ann and ann", "ann")).toEqual(["", "Ann", " and ", "ann", ""]);
});
