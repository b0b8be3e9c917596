import { beforeEach, expect, test, vi } from "vitest";
import { greetWith, noteErasure } from "./told-erasures";

const erasure = (erasureEpoch: string) => ({ erasureEpoch, conversationIds: [`c-${erasureEpoch}`], personIds: [] });
const chain = (epoch: string) => greetWith(epoch).recentErasures.map(({ before, conversationIds }) => [before, conversationIds[0]]);

beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
  greetWith("none");
  noteErasure(erasure("one"));
  vi.advanceTimersByTime(200_000);
  return () => {
    vi.advanceTimersByTime(200_000);
    vi.useRealTimers();
  };
});

test("each erasure says after which it came", () => {
  noteErasure(erasure("two"));
  noteErasure(erasure("three"));
  expect(chain("three")).toEqual([
    [["one"], "c-two"],
    [["two"], "c-three"],
  ]);
});

test("a page that is greeted while one is made, and so just ahead of what is told, is told of it like those who were there", () => {
  expect(greetWith("two").erasureEpochs).toEqual(["one", "two"]);
  noteErasure(erasure("two"));
  expect(chain("two")).toEqual([[["one", "two"], "c-two"]]);
});

test("a page whose greeting was looked up before one was told, and sent after, is told the latest", () => {
  noteErasure(erasure("two"));
  expect(greetWith("one").erasureEpochs).toEqual(["two"]);
});

test("whose they were is kept for two minutes and no longer", () => {
  noteErasure(erasure("two"));
  vi.advanceTimersByTime(119_000);
  expect(chain("two")).toHaveLength(1);
  vi.advanceTimersByTime(2_000);
  expect(chain("two")).toEqual([]);
});
