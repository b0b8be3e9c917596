import { beforeEach, expect, test, vi } from "vitest";
import { noteErasure, noteTold, recentErasures } from "./told-erasures";

const erasure = (erasureEpoch: string) => ({ erasureEpoch, conversationIds: [`c-${erasureEpoch}`], personIds: [] });

beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
  return () => {
    vi.advanceTimersByTime(200_000);
    vi.useRealTimers();
  };
});

test("each erasure says after which it came, whoever is greeted meanwhile", () => {
  noteTold("one");
  noteErasure(erasure("two"));
  noteTold("one");
  noteErasure(erasure("three"));
  noteTold("three");
  noteErasure(erasure("four"));
  expect(recentErasures().map(({ before, erasureEpoch }) => [before, erasureEpoch])).toEqual([
    ["one", "two"],
    ["two", "three"],
    ["three", "four"],
  ]);
});

test("whose they were is kept for two minutes and no longer", () => {
  noteErasure(erasure("five"));
  vi.advanceTimersByTime(119_000);
  expect(recentErasures()).toHaveLength(1);
  vi.advanceTimersByTime(2_000);
  expect(recentErasures()).toEqual([]);
});
