import { expect, test } from "vitest";
import { logged } from "@/components/live/testing/scripted-server";
import { findLastBotMessage, listSuggestedActions } from "./suggested-actions";

const bot = { id: "bot", role: "bot" };
const suggesting = (...actions: unknown[]) => ({ from: bot, suggestedActions: { actions } });
const question = logged("c-1", 4, suggesting({ title: "Yes", value: "y" }, { value: "No" }));

test("the bot's newest message counts, whatever people and traces say after it", () => {
  const later = [logged("c-1", 5, { from: { id: "u-ann", role: "user" } }), logged("c-1", 6, { from: bot, type: "typing" })];
  expect(findLastBotMessage(null, [question, ...later])).toBe(question);
  expect(findLastBotMessage(question, later)).toBe(question);
  const next = logged("c-1", 7, { from: bot });
  expect(findLastBotMessage(question, [next])).toBe(next);
});

test("a change of the last message counts, a change of an earlier one does not", () => {
  const changed = logged("c-1", 4, suggesting({ title: "Maybe" }));
  expect(findLastBotMessage(question, [logged("c-1", 2, { from: bot })])).toBe(question);
  expect(findLastBotMessage(question, [changed])).toBe(changed);
});

test("actions are listed by title, else by value, and what has neither is left out", () => {
  expect(listSuggestedActions(question)).toEqual(["Yes", "No"]);
  expect(listSuggestedActions(logged("c-1", 1, suggesting(null, 3, { value: { a: 1 } }, { title: "Go" })))).toEqual(["Go"]);
});

test("a message without actions, or with something else in their place, offers nothing", () => {
  for (const suggestedActions of [undefined, null, "x", {}, { actions: "x" }]) {
    expect(listSuggestedActions(logged("c-1", 1, { from: bot, suggestedActions }))).toEqual([]);
  }
  expect(listSuggestedActions(null)).toEqual([]);
});

test("the list stays the same one while its words do", () => {
  const before = listSuggestedActions(question);
  expect(listSuggestedActions(question, before)).toBe(before);
});
