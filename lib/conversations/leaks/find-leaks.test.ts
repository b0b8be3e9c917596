import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Activity, JsonObject, JsonValue, LoggedActivity } from "@/lib/model";
import { findLeaks } from "./find-leaks";
import { findValue } from "./find-value";
import { leafValues } from "./leaf-values";

const people = ["ann", "bob"] as const;

function logged(position: number, activity: Partial<Activity>): LoggedActivity {
  const base = { id: `a-${position}`, type: "message", timestamp: "", channelId: "emulator", conversation: { id: "c" } };
  return { position, turn: position + 1, activity: { ...base, from: { id: "bot", role: "bot" }, recipient: { id: "bob" }, ...activity } };
}

function check(state: JsonValue, activities: readonly Partial<Activity>[], known: readonly string[] = []) {
  const { values, skipped } = leafValues("private", state);
  const log = activities.map((activity, position) => logged(position, activity));
  return findLeaks({ ownerId: "ann", values, skipped: skipped.length, log, ownValues: new Map([["bob", new Set(known)]]) });
}

/** Letters that no other text of these tests has, so that what is found was planted. */
const secret = fc
  .string({ unit: fc.constantFrom("q", "x", "z", "Q", "X", "7"), minLength: 5, maxLength: 12 })
  .filter((text) => !/^\d+$/.test(text));
const harmless = fc.string({ unit: fc.constantFrom("a", "b", "c", " ", "."), maxLength: 60 });

/** A state that holds these secrets at these places. */
const states = fc
  .uniqueArray(secret, { minLength: 1, maxLength: 5, selector: (text) => text.toLowerCase() })
  .chain((secrets) =>
    fc.tuple(
      fc.constant(secrets),
      fc.constant(
        Object.fromEntries(secrets.map((text, index) => [`p${index}`, index % 2 === 0 ? text : { inner: [true, text] }])) as JsonObject,
      ),
    ),
  );
const pathOf = (index: number): string => (index % 2 === 0 ? `/p${index}` : `/p${index}/inner/1`);

describe("what the bot sent to somebody else", () => {
  test("every planted value is found, with its turn and its place, wherever in the activity it stands", () => {
    const places = [
      (text: string) => ({ text }),
      (text: string) => ({ speak: text }),
      (text: string) => ({ attachments: [{ contentType: "card", content: { body: [{ text }] } }] }),
      (text: string) => ({ suggestedActions: { actions: [{ title: "x", value: text }] } }),
      (text: string) => ({ type: "event", name: "told", value: { text } }),
    ];
    fc.assert(
      fc.property(states, harmless, harmless, fc.constantFrom(...places), ([secrets, state], before, after, place) => {
        const report = check(
          state,
          secrets.map((text) => place(`${before} ${text.toUpperCase()} ${after}`)),
        );
        const found = report.leaks.map(({ path, turn, toUserId, isKnown }) => ({ path, turn, toUserId, isKnown }));
        expect(found).toEqual(secrets.map((_, index) => ({ path: pathOf(index), turn: index + 1, toUserId: "bob", isKnown: false })));
        for (const { excerpt } of report.leaks) expect(excerpt.toLowerCase()).toMatch(/[qxz7]{5}/);
      }),
    );
  });

  test("nothing is reported that was not planted, nor what was sent to its owner, said by people, or traced", () => {
    fc.assert(
      fc.property(states, fc.array(harmless), fc.constantFrom(...people), ([secrets, state], texts, speaker) => {
        const all = secrets.join(" ");
        const report = check(state, [
          ...texts.map((text) => ({ text })),
          { text: all, recipient: { id: "ann" } },
          { text: all, from: { id: speaker, role: "user" }, recipient: { id: "bot" } },
          { type: "trace", value: all },
          { type: "event", name: "debug", value: all },
          { text: secrets.map((text) => `a${text}b`).join(" ") },
        ]);
        expect(report.leaks).toEqual([]);
        expect(report.checkedActivities).toBe(texts.length + 1);
      }),
    );
  });
});

test("trivial values are counted and not looked for", () => {
  const { checkedValues, skippedValues, leaks } = check({ yes: true, none: null, age: 999, year: 1000, id: "42", no: "no", name: "Ann" }, [
    { text: "true, null, 999, 42, no" },
  ]);
  expect({ checkedValues, skippedValues, leaks }).toEqual({ checkedValues: 2, skippedValues: 5, leaks: [] });
});

test("what the other person said before, or has remembered too, is marked as known", () => {
  const told = { text: "It is Lisbon." };
  const state = { city: "Lisbon" };
  const asked = { text: "lisbon?", from: { id: "bob", role: "user" }, recipient: { id: "bot" } };
  const knownOf = (...args: Parameters<typeof check>) => check(...args).leaks.map(({ isKnown }) => isKnown);
  expect(knownOf(state, [told])).toEqual([false]);
  expect(knownOf(state, [asked, told])).toEqual([true]);
  expect(knownOf(state, [told, asked])).toEqual([false]);
  expect(knownOf(state, [told], ["lisbon"])).toEqual([true]);
});

test("what dialogs say about themselves is not looked for", () => {
  const frame = { id: "profile", state: { stepIndex: 1, values: { name: "Xanthippe" }, options: { prompt: "Your name?" } } };
  expect(leafValues("dialog", { dialogStack: [frame] }).values.map(({ text }) => text)).toEqual(["Xanthippe"]);
});

test.each([
  ["Annual report for Ann.", "Ann", "Annual report for Ann."],
  ["Annual", "Ann", null],
  ["21000", "1000", null],
  ["éAnn", "Ann", null],
  ["Costs (1000)", "1000", "Costs (1000)"],
])("in %j the value %j is found as %j", (text, value, found) => expect(findValue(text, value)).toBe(found));
