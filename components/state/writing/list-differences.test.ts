import { expect, test } from "vitest";
import { listDifferences } from "./list-differences";

test("each difference tells who moved away from what was read", () => {
  const base = { city: "Ghent", visits: 12, diet: "none", same: 1 };
  const mine = { city: "Leuven", visits: 12, diet: "none", same: 1, mood: "good" };
  const stored = { city: "Antwerp", visits: 13, same: 1 };
  expect(listDifferences(base, mine, stored)).toEqual([
    { path: "/city", mine: "Leuven", stored: "Antwerp", changedBy: "both" },
    { path: "/visits", mine: 12, stored: 13, changedBy: "them" },
    { path: "/diet", mine: "none", stored: undefined, changedBy: "them" },
    { path: "/mood", mine: "good", stored: undefined, changedBy: "you" },
  ]);
});

test("a scope that is gone on either side is compared as an empty one", () => {
  expect(listDifferences({ a: 1 }, null, { a: 2 })).toEqual([{ path: "/a", mine: undefined, stored: 2, changedBy: "both" }]);
  expect(listDifferences({ a: 1 }, { a: 1 }, null)).toEqual([{ path: "/a", mine: 1, stored: undefined, changedBy: "them" }]);
});
