// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from "vitest";

beforeEach(() => vi.resetModules());
afterEach(() => window.localStorage.clear());

/** A browser's next visit: what it kept is read again, and nothing else is left of the one before. */
async function visit() {
  vi.resetModules();
  const { keepsPeople, watchErasures } = await import("./missed-erasure");
  const { forgetEverybody } = await import("./forget-everybody");
  const { choosePersona, listPersonas } = await import("@/components/settings/personas");
  const { listRecentConversations, rememberConversation } = await import("@/components/settings/recent-conversations");
  const open = (): void => {
    choosePersona(ann);
    rememberConversation({ conversationId: "c-ann", botId: "b", persona: ann });
  };
  return { watch: watchErasures(keepsPeople()), open, forgetEverybody, listPersonas, listRecentConversations };
}

const now = (...erasureEpochs: string[]) => ({ erasureEpochs, recentErasures: [] });
const ann = { id: "u-ann", name: "Ann" };

test("a tab that comes back to the same erasures has missed nothing", async () => {
  const { watch } = await visit();
  watch.note("one");
  expect(watch.missed(now("one"))).toEqual([]);
});

test("a tab that comes back after an erasure has missed it, also when another tab of the browser has not", async () => {
  const { watch } = await visit();
  watch.note("one");
  window.localStorage.setItem("turnscope:erasure-epoch", "two");
  expect(watch.missed(now("two"))).toBeNull();
});

test("a tab that was told of an erasure, and dropped who it was, has missed nothing when it comes back", async () => {
  const { watch } = await visit();
  watch.note("one");
  watch.note("two");
  expect(watch.missed(now("two"))).toEqual([]);
});

test("a browser that had no tab open during an erasure has missed it, and forgets whom it kept", async () => {
  const before = await visit();
  before.watch.note("one");
  before.open();
  const { watch, forgetEverybody } = await visit();
  expect(watch.missed(now("two"))).toBeNull();
  forgetEverybody();
  watch.note("two");
  const after = await visit();
  expect(after.listPersonas()).toEqual([]);
  expect(after.listRecentConversations()).toEqual([]);
  expect(JSON.stringify({ ...window.localStorage })).not.toMatch(/ann/i);
  expect(after.watch.missed(now("two"))).toEqual([]);
});

test("what was kept before anybody said how far erasures had come may be of somebody who is gone", async () => {
  (await visit()).open();
  expect((await visit()).watch.missed(now("one"))).toBeNull();
});

test("a browser that is here for the first time has nothing to forget, whom it speaks as by then included", async () => {
  const { watch, open } = await visit();
  open();
  expect(watch.missed(now("one"))).toEqual([]);
});

test("a tab whose connection was lost for a moment is told what it missed, and of no erasure that it was told of before", async () => {
  const { watch } = await visit();
  const erasure = (...before: string[]) => ({ before, conversationIds: [`c-${before[0]}`], personIds: [] });
  const recentErasures = [erasure("one"), erasure("two"), erasure("three", "made")];
  watch.note("two");
  expect(watch.missed({ erasureEpochs: ["four"], recentErasures })).toEqual(recentErasures.slice(1));
  expect(watch.missed({ erasureEpochs: ["four"], recentErasures: recentErasures.slice(2) })).toBeNull();
  watch.note("made");
  expect(watch.missed({ erasureEpochs: ["made"], recentErasures })).toEqual(recentErasures.slice(2));
});

test("a tab that was greeted just ahead of what is told has missed nothing while it is not told", async () => {
  const { watch } = await visit();
  watch.note("one");
  expect(watch.missed(now("one", "two"))).toEqual([]);
});
