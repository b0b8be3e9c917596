import { expect, test } from "vitest";
import { firstThatRuns, places } from "./browser.mjs";

type Found = Record<string, string | null>;

test("a browser is looked for on the machine, then with Playwright, then in Debian", () => {
  expect(places.map(({ name }) => name)).toEqual([
    "installed Chromium or Chrome",
    "Playwright's copy",
    "Playwright's download",
    "Debian's chromium package",
  ]);
});

test("the first browser that runs is taken, and later places are not tried", async () => {
  const { candidates, tried } = lookFor({ installed: null, copy: "/copy", download: "/download" });
  expect(await firstThatRuns(candidates, async () => true)).toBe("/copy");
  expect(tried).toEqual(["installed", "copy"]);
});

test("a browser that is there but does not run is passed over", async () => {
  const { candidates } = lookFor({ installed: "/stub", download: "/real" });
  expect(await firstThatRuns(candidates, async (program) => program !== "/stub")).toBe("/real");
});

test("without any browser the person is told where it was looked for and what to do", async () => {
  const { candidates } = lookFor({ installed: null, download: null });
  await expect(firstThatRuns(candidates, async () => true)).rejects.toThrow(/installed, download.*TURNSCOPE_CHROMIUM/);
});

function lookFor(found: Found) {
  const tried: string[] = [];
  const candidates = Object.entries(found).map(([name, program]) => ({
    name,
    find: async () => {
      tried.push(name);
      return program;
    },
  }));
  return { candidates, tried };
}
