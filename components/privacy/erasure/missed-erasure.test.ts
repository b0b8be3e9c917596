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

const ann = { id: "u-ann", name: "Ann" };

test("a tab that comes back to the same erasures has missed nothing", async () => {
  const { watch } = await visit();
  watch.note("one");
  expect(watch.missed("one", [])).toEqual([]);
});

test("a tab that comes back after an erasure has missed it, also when another tab of the browser has not", async () => {
  const { watch } = await visit();
  watch.note("one");
  window.localStorage.setItem("turnscope:erasure-epoch", "two");
  expect(watch.missed("two", [])).toBeNull();
});

test("a tab that was told of an erasure, and dropped who it was, has missed nothing when it comes back", async () => {
  const { watch } = await visit();
  watch.note("one");
  watch.note("two");
  expect(watch.missed("two", [])).toEqual([]);
});

test("a browser that had no tab open during an erasure has missed it, and forgets whom it kept", async () => {
  const before = await visit();
  before.watch.note("one");
  before.open();
  const { watch, forgetEverybody } = await visit();
  expect(watch.missed("two", [])).toBeNull();
  forgetEverybody();
  watch.note("two");
  const after = await visit();
  expect(after.listPersonas()).toEqual([]);
  expect(after.listRecentConversations()).toEqual([]);
  expect(JSON.stringify({ ...window.localStorage })).not.toMatch(/ann/i);
  expect(after.watch.missed("two", [])).toEqual([]);
});

test("what was kept before anybody said how far erasures had come may be of somebody who is gone", async () => {
  (await visit()).open();
  expect((await visit()).watch.missed("one", [])).toBeNull();
});

test("a browser that is here for the first time has nothing to forget, whom it speaks as by then included", async () => {
  const { watch, open } = await visit();
  open();
  expect(watch.missed("one", [])).toEqual([]);
});

test("a tab whose connection was lost for a moment is told what it missed, and of no erasure that it was told of before", async () => {
  const { watch } = await visit();
  const erasure = (before: string, erasureEpoch: string) => ({
    before,
    erasureEpoch,
    conversationIds: [`c-${erasureEpoch}`],
    personIds: [],
  });
  const recent = [erasure("one", "two"), erasure("two", "three"), erasure("three", "four")];
  watch.note("two");
  expect(watch.missed("four", recent)).toEqual(recent.slice(1));
  expect(watch.missed("five", recent)).toBeNull();
  expect(watch.missed("four", recent.slice(2))).toBeNull();
});
