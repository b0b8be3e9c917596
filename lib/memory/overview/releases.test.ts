import { expect, test } from "vitest";
import { dailyPeople, lastDays } from "./daily-people";
import { type DatedPath, listReleases, peopleByRelease } from "./releases";

const write = (seq: number, version: string) => ({ seq, at: `2026-11-${String(seq).padStart(2, "0")}T10:00:00.000Z`, version });
const path = (id: string, first: [number, string], last: [number, string]): DatedPath => ({
  id,
  first: write(...first),
  last: write(...last),
});

test("a release is known by what it was the first to write, and by what nobody has written since the version before", () => {
  const paths = [path("name", [1, "1.0"], [20, "1.2"]), path("fax", [2, "1.0"], [5, "1.0"]), path("size", [10, "1.1"], [20, "1.2"])];
  const byHand: DatedPath = { id: "by-hand", first: null, last: null };
  expect(listReleases([...paths, byHand])).toEqual([
    { version: "1.0", since: write(1, "").at, newPaths: ["name", "fax"], vanishedPaths: [] },
    { version: "1.1", since: write(10, "").at, newPaths: ["size"], vanishedPaths: ["fax"] },
    { version: "1.2", since: write(20, "").at, newPaths: [], vanishedPaths: [] },
  ]);
});

test("a day without a change is like the one before it", () => {
  const changes = [
    { day: "2026-02-27", people: 2 },
    { day: "2026-03-01", people: 5 },
  ];
  expect(dailyPeople(changes, ["2026-02-26", "2026-02-27", "2026-02-28", "2026-03-01", "2026-03-02"])).toEqual([0, 2, 2, 5, 5]);
  expect(dailyPeople(changes, ["2026-04-01"])).toEqual([5]);
  expect(lastDays(3, new Date("2026-03-01T00:00:00Z"))).toEqual(["2026-02-27", "2026-02-28", "2026-03-01"]);
});

test("of each version it is told how many people had a path when the next one came, and of the last one how many have it now", () => {
  const releases = listReleases([path("a", [1, "1"], [9, "2"])]);
  expect(peopleByRelease([{ day: "2026-11-03", people: 3 }, { day: "2026-11-12", people: 8 }], releases, 9)).toEqual([3, 9]); // biome-ignore format: two days
  expect(peopleByRelease([], [], 9)).toEqual([]);
});
